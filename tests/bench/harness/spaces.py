"""Team spaces of other sizes for the growth measurement. sql/demo/growth.sql makes their people, once; the tokens are ours."""

import os
import subprocess
from contextlib import contextmanager

from .demo import ROOT, api_token

MADE = (100, 1_000)


@contextmanager
def team_space(demo, size):
    """(id, API token) of a team space with `size` members; the token is gone afterwards."""
    if size == demo.size:
        yield demo.team_space, demo.values["GRACY_ADMIN_TOKEN"]
        return
    [(space,)] = _find(demo, size) or _make(demo, size)
    token, digest = api_token()
    [(token_id,)] = demo.query(
        "insert into gracy.api_token (team_space_id, member_id, name, prefix, hash, scopes) "
        "select team_space_id, min(id), 'benchmark', %s, %s, '{*}' from gracy.member where team_space_id = %s and status = 'active' "
        "group by team_space_id returning id", token[:17], digest, space)
    try:
        yield space, token
    finally:
        demo.query("delete from gracy.api_token where team_space_id = %s and id = %s", space, token_id)


def _find(demo, size):
    return demo.query("select id from gracy.team_space where slug = %s", f"growth-{size}")


def _make(demo, size):
    if size not in MADE:
        raise ValueError(f"there is no team space of {size} members")
    command = ["/usr/lib/postgresql/15/bin/psql", "-X", "-q", "-f", ROOT / "sql" / "demo" / "growth.sql", demo.values["GRACY_DATABASE_URL"]]
    # What it says is for a person who runs it.
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "PGOPTIONS": "-c client_min_messages=warning"})
    return _find(demo, size)
