"""Team spaces of other sizes for the growth measurement: copies of the demo's first members, gone afterwards."""

from contextlib import contextmanager

from .demo import api_token

SLUG = "bench-{}"


@contextmanager
def team_space(demo, size):
    """(id, API token) of a team space with `size` members."""
    _remove(demo, size)
    try:
        yield _make(demo, size)
    finally:
        _remove(demo, size)


def _make(demo, size):
    [(space,)] = demo.query("insert into gracy.team_space (slug, name) values (%s, 'Benchmark') returning id", SLUG.format(size))
    # Departments keep their names and get new ids; managers are left out, they cost nothing on this page.
    demo.query("insert into gracy.department (team_space_id, name, name_en) "
               "select %s, name, name_en from gracy.department where team_space_id = %s order by id", space, demo.team_space)
    demo.query(
        "insert into gracy.member (team_space_id, name, name_en, email, title, department_id, status, hired_on) "
        "select %s, member.name, member.name_en, member.email, member.title, "
        "       (select min(copy.id) from gracy.department copy where copy.team_space_id = %s and copy.name = department.name), "
        "       member.status, member.hired_on "
        "from gracy.member left join gracy.department on department.team_space_id = member.team_space_id "
        "                                            and department.id = member.department_id "
        "where member.team_space_id = %s order by member.id limit %s",
        space, space, demo.team_space, size)
    [(reader,)] = demo.query("select min(id) from gracy.member where team_space_id = %s and status = 'active'", space)
    demo.query("insert into gracy.role_grant (team_space_id, member_id, role) values (%s, %s, 'admin')", space, reader)
    token, digest = api_token()
    # The scopes of the token that the demo's own measurements use.
    demo.query(
        "insert into gracy.api_token (team_space_id, member_id, name, prefix, hash, scopes) "
        "select %s, %s, 'benchmark', %s, %s, scopes from gracy.api_token "
        "where hash = sha256(convert_to(%s, 'UTF8'))",
        space, reader, token[:17], digest, demo.values["GRACY_ADMIN_TOKEN"])
    demo.query("analyze gracy.member")
    return space, token


def _remove(demo, size):
    slug = SLUG.format(size)
    for table in ("api_token", "role_grant", "member", "department"):
        demo.query(f"delete from gracy.{table} where team_space_id in (select id from gracy.team_space where slug = %s)", slug)
    demo.query("delete from gracy.team_space where slug = %s", slug)
