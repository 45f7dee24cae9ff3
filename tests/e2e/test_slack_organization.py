"""Gracy in a whole Enterprise organization: one install and one token, for each of its workspaces that she is approved for, until it ends."""
import pytest

from slack_client import COMMANDS, INTERACTIONS
from slack_install_fixtures import *  # noqa: F401,F403 - fixtures
from slack_install_fixtures import User
from worker_fixtures import eventually
from workspace.model import Channel


class Organization:
    """Two workspaces, in each somebody who may install apps and a member, and a member who is in both."""
    made = 0

    def __init__(self, world):
        Organization.made += 1
        self.world, self.slack, self.id = world, world.slack, f"E0WORLD{Organization.made:03}"
        self.owners = [world.new_workspace(self.id) for _ in range(2)]
        self.first, self.second = (world.team_of(owner) for owner in self.owners)
        self.at_first, self.at_second = self.add("first", self.first), self.add("second", self.second)
        self.in_both = self.add("both", self.first, also_in=(self.second,))
        for number, team in enumerate((self.first, self.second)):
            members = [user.id for user in self.slack.workspace.members_of(team)]
            self.slack.do(self.slack.workspace.add_channel, Channel(f"C{self.id}{number}", team, "general", members=members))
        app, port = self.slack.workspace.app, world.nginx.client.port
        app.commands_url, app.interactions_url = (f"http://127.0.0.1:{port}{path}" for path in (COMMANDS, INTERACTIONS))

    def add(self, name: str, team: str, **more) -> str:
        person = self.world.people.hire(f"{name} of {self.id}")
        email = self.world.database.one("select email from gracy.member where id = %s", person.id)
        user = User(f"U{self.id[2:]}{name.upper()}", team, f"{name}{self.id[-3:]}", name.title(), email, **more)
        self.slack.do(self.slack.workspace.add_user, user)
        setattr(self, f"{name}_id", person.id)
        return user.id

    def install(self, client=None):
        browser = self.world.browser()
        browser.get(self.world.agree(self.world.ask(browser, self.world.link(client)), self.owners[0], self.id))
        return browser

    def connect(self, *approved: str) -> None:
        """Installed, in the first workspace and those that are approved as well, and everybody read."""
        assert "The organization" in self.install().shows("Connected")
        self.approve(*approved)
        self.settled(self.first, *approved)

    @property
    def installation(self):
        return self.slack.do(self.slack.workspace.installation, self.id)

    def approve(self, *teams: str) -> None:
        if teams:
            self.slack.do(self.slack.workspace.approve, self.installation, *teams)

    def listed(self) -> dict[str, dict]:
        """What the administrators' list has of it, by id."""
        rows = self.world.admin.get("/api/v1/slack/workspaces?limit=200").json()["data"]
        return {row["team_id"] or row["enterprise_id"]: row for row in rows if row["enterprise_id"] == self.id}

    def settled(self, *teams: str) -> dict[str, dict]:
        def settled() -> bool:
            rows = self.listed()
            return set(rows) == ({self.id, *teams} if teams else set()) and all(row["sync"] == "done" for row in rows.values())
        eventually(settled, f"{teams} to be the workspaces of {self.id}: {self.listed()}")
        return self.listed()

    def quiet(self) -> None:
        """Everything that Slack has sent has had its effect."""
        self.slack.idle()
        eventually(lambda: self.world.database.one("select count(*) from gracy.event_log where handled_at is null and kind <> 'command'") == 0,
                   "the events to be handled")

    def member_ids(self, user_id: str) -> set:
        rows = self.world.database.sql("select team_id, member_id from gracy.slack_user where user_id = %s and enterprise_id = %s", user_id, self.id)
        return {tuple(row) for row in rows}

    def say(self, team: str, user_id: str, text: str) -> int:
        """A message that waits to be said there."""
        return self.world.database.one("select gracy.queue_slack_message((select team_space_id from gracy.slack_installation where team_id = %s"
                                       " order by status limit 1), %s, 'chat.postMessage', %s, json_build_object('text', %s::text), now(), null)",
                                       team, team, user_id, text)

    def heard(self, user_id: str, text: str) -> int:
        return sum(message.text == text for message in self.slack.member(user_id).messages())


@pytest.fixture
def group(world):
    made = Organization(world)
    world.start_worker()
    yield made
    world.slack.workspace.app.token_rotation = False
    world.remember_tokens()


def test_organization_is_connected_by_a_link_with_the_workspaces_that_it_approves(world, group):
    group.connect()
    group.approve(group.second)
    rows = group.settled(group.first, group.second)
    assert rows[group.id]["kind"] == "organization" and rows[group.id]["team_id"] is None and not rows[group.id]["by_organization"]
    for team in (group.first, group.second):
        assert rows[team]["kind"] == "workspace" and rows[team]["by_organization"] and rows[team]["trouble"] is None
        assert rows[team]["name"] == group.slack.workspace.teams[team].name
    sealed = world.database.sql("select team_id from gracy.slack_installation where enterprise_id = %s and token_sealed is not null", group.id)
    assert sealed == [(None,)], "one token"
    asked = {call.content.get("team_id") for call in world.calls("users.list")}
    assert {group.first, group.second} <= asked


def test_each_workspace_is_known_by_its_own_address(world, group):
    group.connect(group.second)
    for team in (group.first, group.second):
        domain = group.slack.workspace.teams[team].domain
        assert world.database.one("select url from gracy.slack_installation where team_id = %s and status = 'active'", team) == f"https://{domain}.slack.com/"


def test_person_of_several_workspaces_is_one_member_and_listed_once(world, group):
    stranger = User(f"U{group.id[2:]}GUEST", group.first, "guest", "Guest", also_in=(group.second,), is_guest=True)
    group.slack.do(group.slack.workspace.add_user, stranger)
    group.connect(group.second)
    assert group.member_ids(group.in_both) == {(group.first, group.both_id), (group.second, group.both_id)}
    assert group.member_ids(group.at_second) == {(group.second, group.second_id)}

    def unmatched() -> list:
        rows = world.admin.get("/api/v1/slack/unmatched?limit=200&include=total").json()
        return [row["team_id"] for row in rows["data"] if row["user_id"] == stranger.id]
    assert unmatched() == [group.first]
    hired = world.people.hire("Guest of both")
    put = world.admin.put(f"/api/v1/slack/users/{group.first}/{stranger.id}/member", {"member_id": str(hired.id)})
    assert put.status == 202
    confirmed = world.nginx.client.as_(hired.token).put(f"/api/v1/me/slack/users/{group.second}/{stranger.id}")
    assert confirmed.status == 204 and group.member_ids(stranger.id) == {(group.first, hired.id), (group.second, hired.id)}
    assert unmatched() == []
    addresses = world.database.sql("select user_id from gracy.slack_addresses(%s, array[%s]::bigint[])", hired.team_space_id, hired.id)
    assert addresses == [(stranger.id,)], "and told once"


def test_each_workspace_is_heard_and_answered_with_the_one_token(group):
    group.connect(group.second)
    for user_id in (group.at_first, group.at_second):
        member = group.slack.member(user_id)
        member.open_home()
        eventually(member.home, "App Home to be published")
        assert member.command("/mood").answer.status == 200
        view = eventually(member.modal, "the faces to come")
        assert "check_in_4" in str(view.content), "as for a member"
        assert member.click("check_in_4").answer.status == 200
        eventually(lambda: ":slightly_smiling_face: " in str(member.modal().content["blocks"][0]), "the modal to say so")
    for team, user_id in ((group.first, group.in_both), (group.second, group.at_second)):
        group.say(team, user_id, f"said in {team}")
        eventually(lambda: group.heard(user_id, f"said in {team}") == 1, "the message to arrive")


def test_workspace_that_was_not_listed_is_known_by_its_first_event(world, group):
    group.connect()
    installation = group.installation
    # As if Slack's own event of it were lost.
    installation.granted.add(group.second)
    group.slack.member(group.at_second).open_home()
    assert group.settled(group.first, group.second)[group.second]["name"] == group.slack.workspace.teams[group.second].name
    assert group.member_ids(group.at_second) == {(group.second, group.second_id)}


def test_tokens_of_an_organization_are_rotated(world, group):
    group.slack.workspace.app.token_rotation = True
    group.connect(group.second)

    def sealed() -> str:
        return world.database.one("select token_sealed::text from gracy.slack_installation where enterprise_id = %s and team_id is null", group.id)
    first = sealed()
    world.database.sql("update gracy.slack_installation set refresh_due_at = now() where enterprise_id = %s and team_id is null", group.id)
    eventually(lambda: sealed() != first, "a new token")
    group.slack.advance(12 * 3600 - 600)
    group.say(group.second, group.at_second, "with the second")
    eventually(lambda: group.heard(group.at_second, "with the second") == 1, "the message to be sent with it")
    world.database.sql("update gracy.slack_installation set refresh_due_at = null where enterprise_id = %s", group.id)


def test_workspace_of_another_team_space_stays_there(world, group):
    other = world.nginx.client.as_(world.people.other_admin.token)
    browser = world.browser()
    world.come_back(browser, group.owners[1], world.link(other))
    browser.shows("Connected")
    # With its address, which comes with its people.
    before = eventually(lambda: (known := world.installation(group.second))["url"] and known, "the other's people to be read")
    group.connect()
    group.approve(group.second)
    group.settled(group.first)
    # Although Slack says that it is there by the organization.
    envelope = group.slack.do(group.slack.workspace.envelope, group.second,
                              {"type": "team_join", "user": group.slack.workspace.users[group.at_second].to_json()}, group.installation)
    group.slack.do(group.slack.workspace.deliveries.send_event, envelope)
    group.quiet()
    group.settled(group.first)
    assert world.installation(group.second) == before and before["team_space_id"] == world.people.other_admin.team_space_id
    spaces = world.database.sql("select distinct team_space_id from gracy.slack_user where team_id = %s", group.second)
    assert spaces == [(before["team_space_id"],)]


def test_organization_of_another_team_space_is_refused_with_the_reason(world, group):
    group.connect()
    assert "another company" in group.install(world.nginx.client.as_(world.people.other_admin.token)).shows("Not connected")
    group.settled(group.first)


def test_workspace_that_is_connected_by_itself_keeps_its_token_and_goes_on_by_the_organization(world, group):
    group.connect(group.second)
    world.install(group.owners[1])
    own = world.installation(group.second)
    assert own["organization_id"] is None and own["token_sealed"]
    assert not group.settled(group.first, group.second)[group.second]["by_organization"]
    installation = group.slack.do(group.slack.workspace.installation, group.second)
    group.slack.do(group.slack.workspace.uninstall, installation)
    eventually(lambda: group.listed().get(group.second, {}).get("by_organization"), "the organization's token to serve it again")
    group.say(group.second, group.at_second, "by the organization")
    eventually(lambda: group.heard(group.at_second, "by the organization") == 1, "the message to arrive")


def test_approval_that_ends_ends_one_workspace(world, group):
    group.connect(group.second)
    group.slack.do(group.slack.workspace.faults.add, "ratelimited", method="chat.postMessage", times=0, retry_after=30)
    waiting = group.say(group.second, group.at_second, "too late")
    group.slack.do(group.slack.workspace.withdraw, group.installation, group.second)
    group.settled(group.first)

    def state() -> str:
        return world.database.one("select concat_ws(' ', state, error) from gracy.slack_message where id = %s", waiting)
    eventually(lambda: state() == "failed app_uninstalled", lambda: f"what waited there to end: {state()}")
    group.slack.do(group.slack.workspace.faults.clear)
    world.database.sql("update gracy.slack_lane set next_at = now(), paused_until = '-infinity' where team_id = %s", group.first)
    group.say(group.first, group.in_both, "still here")
    eventually(lambda: group.heard(group.in_both, "still here") == 1, "the other workspace to go on")


@pytest.mark.parametrize("tokens_first", [True, False])
def test_uninstalled_organization_ends_in_all_workspaces_and_comes_back(world, group, tokens_first):
    group.connect(group.second)
    group.slack.do(group.slack.workspace.uninstall, group.installation, tokens_first)
    group.settled()
    group.quiet()
    kept = world.database.sql("select status, token_sealed from gracy.slack_installation where enterprise_id = %s", group.id)
    assert kept == [("revoked", None)] * 3
    group.connect()
    group.say(group.first, group.at_first, "back again")
    eventually(lambda: group.heard(group.at_first, "back again") == 1, "the message to arrive")
