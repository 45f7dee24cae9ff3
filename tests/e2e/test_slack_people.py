"""Whoever is in a workspace is known after it was connected: the members by themselves where Slack vouches for them, and the rest
by what an administrator says."""
import pytest

from slack_install_fixtures import *  # noqa: F401,F403 - fixtures
from slack_install_fixtures import User
from support.http_client import assert_problem
from support.secrets_used import remember
from worker_fixtures import eventually


@pytest.fixture
def place(world):
    """The id of who may install apps in a new workspace, and how people are added to it."""
    owner = world.new_workspace()
    team = world.team_of(owner)

    class Place:
        def __init__(self):
            self.owner, self.team = owner, team

        def add(self, name: str, email: str = "", **more) -> str:
            user = User(f"U{team[2:]}{name.upper()}", team, name, name.title(), email or f"{name}@elsewhere.example", **more)
            world.slack.do(world.slack.workspace.add_user, user)
            return user.id

        def crowd(self, count: int) -> None:
            for number in range(count):
                self.add(f"c{number}")

        def member(self, user_id: str):
            rows = world.database.sql("select member_id from gracy.slack_user where team_id = %s and user_id = %s", team, user_id)
            return rows[0][0] if rows else "unknown"

        def known(self) -> int:
            return world.database.one("select count(*) from gracy.slack_user where team_id = %s", team)

        def sync(self) -> dict:
            rows = world.database.sql("select row_to_json(sync) from gracy.slack_sync sync where team_id = %s", team)
            return rows[0][0] if rows else {}

        def synced(self) -> dict:
            """Hurries from page to page, so that a test does not wait as long as Slack would have it."""
            def done() -> bool:
                world.database.sql("update gracy.slack_sync set due_at = now() where team_id = %s and state = 'open' and due_at < now() + interval '5 seconds'", team)
                return self.sync().get("state") not in (None, "open")
            eventually(done, f"the people to be read: {self.sync()}", pause=0.1)
            return self.sync()

        def unmatched(self) -> dict[str, dict]:
            rows = world.admin.get("/api/v1/slack/unmatched?limit=200").json()["data"]
            return {row["user_id"]: row for row in rows if row["team_id"] == team}

    return Place()


def test_who_is_entered_after_they_were_in_slack_becomes_that_member(world, place):
    world.start_worker()
    email = f"later.{place.team.lower()}@elsewhere.example"
    user, unconfirmed = place.add("later", email), place.add("claims", email, email_is_confirmed=False)
    world.install(place.owner)
    assert place.synced()["state"] == "done" and place.member(user) is None
    # More than a page of others wait before them.
    world.database.sql("insert into gracy.slack_user (team_id, user_id, team_space_id, email, email_is_confirmed, changed_at)"
                       " select team_id, 'U' || n, team_space_id, n || '.' || email, true, now() from gracy.slack_user, generate_series(1, 150) as n"
                       " where team_id = %s and user_id = %s", place.team, user)
    made = world.admin.post("/api/v1/members", {"name": "Later Person", "email": email})
    assert made.status == 201, made.text
    eventually(lambda: place.member(user) == int(made.json()["id"]), "them to be found")
    assert place.member(unconfirmed) is None
    world.database.sql("delete from gracy.slack_user where team_id = %s and email like %s", place.team, f"%.{email}")


def test_language_and_time_zone_of_slack_are_a_member_s_until_they_choose_others(world, place):
    world.start_worker()
    person = world.people.hire("Synced Abroad")
    email = world.database.one("select email from gracy.member where team_space_id = %s and id = %s", person.team_space_id, person.id)
    user = place.add("abroad", email, locale="en-GB", tz="Europe/Berlin")
    world.install(place.owner)
    assert place.synced()["state"] == "done" and place.member(user) == person.id

    def lives():
        return world.database.sql("select gracy.member_locale(%s, %s), gracy.member_tz(%s, %s)", *[person.team_space_id, person.id] * 2)[0]

    assert lives() == ("en", "Europe/Berlin")
    world.database.sql("update gracy.member set locale = 'ko', tz = 'Asia/Tokyo' where team_space_id = %s and id = %s", person.team_space_id, person.id)
    assert lives() == ("ko", "Asia/Tokyo")


def test_members_are_found_by_addresses_that_slack_vouches_for(world, place):
    world.start_worker()
    person, other, third = (world.people.hire(f"Synced {name}") for name in ("One", "Two", "Three"))
    email = dict(world.database.sql("select id, email from gracy.member where team_space_id = %s", person.team_space_id))
    found = place.add("found", email[person.id])
    unconfirmed = place.add("unconfirmed", email[other.id], email_is_confirmed=False)
    guest = place.add("guest", email[other.id], is_guest=True)
    bot = place.add("bot", email[other.id], is_bot=True)
    gone = place.add("gone", email[other.id], deleted=True)
    second = place.add("second", email[person.id])
    world.install(place.owner)
    assert place.synced()["state"] == "done"
    assert place.member(found) == person.id
    assert [place.member(user) for user in (unconfirmed, guest, bot, gone, second)] == [None] * 5
    listed = place.unmatched()
    assert set(listed) == {place.owner, unconfirmed, guest, second}
    assert listed[guest]["is_guest"] and listed[guest]["name"] == "Guest" and listed[guest]["email"] == email[other.id]

    # An administrator says who they are.
    def put(user, member, client=world.admin):
        return client.put(f"/api/v1/slack/users/{place.team}/{user}/member", {"member_id": str(member)})
    as_other = world.nginx.client.as_(other.token)
    assert put(guest, other.id).json() == {"status": "proposed"} and place.member(guest) is None
    assert place.unmatched()[guest]["proposed_member_id"] == str(other.id)
    [said] = as_other.get("/api/v1/me/slack/users").json()["data"]
    assert (said["team_id"], said["user_id"], said["confirmed"]) == (place.team, guest, False)
    assert as_other.put(f"/api/v1/me/slack/users/{place.team}/{guest}").status == 204 and place.member(guest) == other.id
    assert as_other.get("/api/v1/me/slack/users").json()["data"][0]["confirmed"]
    assert put(unconfirmed, other.id).json()["code"] == "member-taken"
    assert put(bot, third.id).json()["code"] == "not-a-person"
    assert put(second, world.people.outsider.id).status == 422
    assert put(second, third.id, world.nginx.client.as_(world.people.other_admin.token)).status == 404
    assert put(second, third.id, world.nginx.client.as_(world.people.member.token)).status == 403
    assert put(second, world.people.owner.id).status == 403, "only an owner says who is an owner"
    assert set(place.unmatched()) == {place.owner, unconfirmed, second}
    assert world.admin.delete(f"/api/v1/slack/users/{place.team}/{guest}/member").status == 204 and place.member(guest) is None


def test_token_for_people_alone_does_not_become_its_maker(world, place):
    """Whoever has somebody's `people:write` token would sign in with Slack as them."""
    world.start_worker()
    mine, maker = place.add("mine"), world.people.hire("Leaking Administrator")
    assert world.nginx.client.as_(world.people.owner.token).put(f"/api/v1/members/{maker.id}/roles/admin").status == 204
    world.install(place.owner)
    place.synced()
    def put(*scopes: str):
        leaked = world.database.add_token(maker.team_space_id, maker.id, scopes)
        return world.nginx.client.as_(leaked).put(f"/api/v1/slack/users/{place.team}/{mine}/member", {"member_id": str(maker.id)})
    assert "tokens:write" in assert_problem(put("people:write"), 403, "forbidden")["detail"] and place.member(mine) is None
    def told() -> list[str]:
        return [kind for [kind] in world.database.sql("select kind from gracy.member_notice where team_space_id = %s and member_id = %s"
                                                      " and subject_id = %s", maker.team_space_id, maker.id, f"{place.team}/{mine}")]
    assert told() == []
    assert put("people:write", "tokens:write").status == 204 and place.member(mine) == maker.id
    assert told() == ["slack.linked"]


def test_address_makes_nobody_who_holds_a_role_and_is_told_to_who_signs_in_without_slack(world, place):
    world.start_worker()
    reader, person = world.people.hire("Role Reader"), world.people.hire("Password Person")
    email = dict(world.database.sql("select id, email from gracy.member where team_space_id = %s", person.team_space_id))
    assert world.nginx.client.as_(world.people.owner.token).put(f"/api/v1/members/{reader.id}/roles/hr_reader").status == 204
    world.database.set_password(person.team_space_id, person.id, remember("a password of their own", "a member's password"))
    as_reader, as_person = place.add("reader", email[reader.id]), place.add("person", email[person.id])
    world.install(place.owner)
    assert place.synced()["state"] == "done"
    assert (place.member(as_reader), place.member(as_person)) == (None, person.id)

    def notices(of) -> list[str]:
        return [notice["kind"] for notice in world.nginx.client.as_(of.token).get("/api/v1/me/notices").json()["data"]]
    assert notices(reader) == ["slack.proposed"] and notices(person) == ["slack.linked"] and "slack.connected" in notices(world.people.owner)
    assert world.nginx.client.as_(reader.token).put(f"/api/v1/me/slack/users/{place.team}/{as_reader}").status == 204
    assert place.member(as_reader) == reader.id


def test_everybody_is_read_page_by_page(world, place):
    place.crowd(450)
    before = len(world.calls("users.list"))
    world.start_worker()
    world.install(place.owner)
    assert place.synced()["people"] == 452, "with who installs, and the bot"
    assert place.known() == 452 and len(world.calls("users.list")) == before + 3
    assert [call.content.get("limit") for call in world.calls("users.list")[before:]] == ["200"] * 3


def test_limits_are_obeyed_and_it_goes_on_where_it_was(world, place):
    place.crowd(250)
    world.slack.do(world.slack.workspace.faults.add, "ratelimited", method="users.list", retry_after=1, times=2, after=1)
    before = len(world.calls("users.list"))
    world.start_worker()
    world.install(place.owner)
    assert place.synced()["state"] == "done" and place.known() == 252
    pages = [call.content.get("cursor") for call in world.calls("users.list")[before:] if call.status == 200]
    assert len(pages) == 2 and pages[0] == "" and pages[1], "each page once, between two refusals"


def test_worker_killed_between_pages_is_taken_over(world, place):
    place.crowd(250)
    world.slack.do(world.slack.workspace.faults.add, "timeout", method="users.list", seconds=30, after=1)
    before = len(world.calls("users.list"))
    worker = world.start_worker()
    world.install(place.owner)
    eventually(lambda: place.sync().get("next_cursor"), "the first page to be read")
    world.database.sql("update gracy.slack_sync set due_at = now() where team_id = %s", place.team)
    eventually(lambda: world.database.one("select due_at > now() + interval '10 seconds' from gracy.slack_sync where team_id = %s", place.team), "the second to be asked for")
    worker.kill()
    world.slack.do(world.slack.workspace.faults.clear)
    world.database.sql("update gracy.slack_sync set due_at = now() where team_id = %s", place.team)
    world.start_worker()
    assert place.synced()["people"] == 252 and place.known() == 252
    assert not [call for call in world.calls("users.list")[before + 2:] if not call.content.get("cursor")], "the first page is not read again"


def test_workspace_that_took_gracy_out_is_read_no_further(world, place):
    place.crowd(250)
    world.start_worker()
    world.install(place.owner)
    eventually(lambda: place.sync().get("next_cursor"), "the first page to be read")
    installation = world.slack.do(world.slack.workspace.installation, place.team)
    world.slack.do(world.slack.workspace.uninstall, installation)
    world.slack.idle()
    assert place.synced()["state"] == "failed" and place.known() < 252


def test_members_who_were_imported_later_are_found_when_somebody_asks(world, place):
    world.start_worker()
    world.install(place.owner)
    place.synced()
    late = place.add("late", "late.comer@hanbit.example")
    created = world.admin.post("/api/v1/members", {"name": "Late Comer", "email": "late.comer@hanbit.example"})
    assert created.status == 201, created
    assert world.admin.post("/api/v1/slack/syncs").status == 202
    place.synced()
    assert place.member(late) == int(created.json()["id"])
