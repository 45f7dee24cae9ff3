"""Gracy is installed from a browser: the right one, once, for the right team space, and whoever does it learns what came of it."""
import html
import json

import pytest

from slack_client import Slack, command_fields, event_payload
from slack_install_fixtures import *  # noqa: F401,F403 - fixtures
from slack_install_fixtures import ADDRESS, User
from support import build
from support.http_client import Client
from support.ports import free_port
from worker_fixtures import eventually


def documented_scopes() -> set[str]:
    """Those of the app that is made from the manifest."""
    return set(json.loads((build.ROOT / "conf/slack/manifest.json").read_text())["oauth_config"]["scopes"]["bot"])


def test_workspace_is_connected_by_a_link(world):
    world.start_worker()
    user = world.new_workspace()
    link, browser = world.link(), world.browser()
    query = world.ask(browser, link)
    assert query["redirect_uri"] == "https://gracy.example/slack/oauth/callback" and set(query["scope"].split(",")) == documented_scopes()
    assert browser.cookies["__Host-gracy_slack_install"] != query["state"]
    answer = browser.get(world.agree(query, user))
    assert answer.status == 303 and "code" not in answer.header("Location")
    page = browser.shows("Connected")
    assert "World &amp; " in page and "refresh" not in page
    installation = world.installation(world.team_of(user))
    token = next(token for token in world.slack.workspace.tokens.values() if token.team_id == world.team_of(user))
    assert installation["status"] == "active" and installation["bot_id"].startswith("B") and installation["bot_user_id"] == token.user_id
    assert token.value.encode().hex() not in installation["token_sealed"]
    assert browser.get(link).status == 410, "the link was used"
    assert world.database.one("select count(*) from gracy.audit_log where action = 'slack.connect' and target_id = %s", str(installation["id"])) == 1


def test_first_owner_in_the_only_workspace_is_told_how_they_are_recognised(world):
    """Nobody else can: an owner's address makes a proposal alone, and there is no workspace yet in which they are known."""
    world.start_worker()
    database, slack = world.database, Slack(world.nginx.client, world.nginx.secrets.slack_signing_secret)
    boss = User("U0FIRST001", world.team_of(world.new_workspace()), "boss", "Boss", "boss@first.example", "en-US", is_admin=True)
    team = boss.team_id
    world.slack.do(world.slack.workspace.add_user, boss)
    [(_, space)] = database.sql("select * from gracy.create_team_space('first-company', 'First', 'Asia/Seoul', 'en', 'Boss', %s, '$argon2id$x')", boss.email)
    owner_id = database.one("select id from gracy.member where team_space_id = %s", space)
    owner = world.nginx.client.as_(database.add_token(space, owner_id))
    browser = world.browser()
    world.come_back(browser, boss.id, world.link(owner))
    browser.shows("Connected")
    eventually(lambda: database.one("select proposed_member_id from gracy.slack_user where team_id = %s and user_id = %s", team, boss.id) == owner_id, "the owner to be asked")

    def said(command: str, text: str) -> str:
        return slack.command(command_fields(command, text, boss.id, team)).json()["text"]
    answer = said("/kudos", "")
    assert f"`PUT {ADDRESS}/api/v1/me/slack/users/{team}/{boss.id}`" in answer and "password" in answer
    assert "workspace" not in answer and "administrator" not in answer
    assert answer == said("/gracy", "admin")
    slack.event(event_payload(type="app_home_opened", user=boss.id, tab="home") | {"team_id": team, "authorizations": [{"team_id": team, "user_id": "U0BOT", "is_bot": True}]})
    home = eventually(lambda: [str(entry.content) for entry in world.calls("views.publish") if boss.id in str(entry.content)], "App Home")[-1]
    assert "confirm it among your Slack accounts" in home
    [notice] = [each for each in owner.get("/api/v1/me/notices").json()["data"] if each["kind"] == "slack.proposed"]
    assert "button" not in notice["text"]

    assert owner.put(f"/api/v1/me/slack/users/{team}/{boss.id}").status == 204
    assert "What do you want to change?" in said("/gracy", "admin")
    assert "add the first one with `/gracy admin`" in said("/kudos", f"<@{colleague(world, space, team)}> #teamwork thank you for the review")


def colleague(world, space: int, team: str) -> str:
    member = world.database.one("insert into gracy.member (team_space_id, name, email, status) values (%s, 'Colleague', 'c@first.example', 'active') returning id", space)
    world.database.sql("insert into gracy.slack_user (team_id, user_id, team_space_id, member_id) values (%s, 'U0FIRST002', %s, %s)", team, space, member)
    return "U0FIRST002"


def test_cookie_is_the_browser_s_alone(world):
    response = world.browser().press(world.link())
    value, attributes = response.cookie("__Host-gracy_slack_install")
    assert len(value) == 43 and {"Path=/", "Secure", "HttpOnly", "SameSite=Lax"} <= set(attributes)
    assert response.header("Referrer-Policy") == "no-referrer" and response.header("Cache-Control") == "no-store"


def test_state_of_another_browser_is_refused_and_stays_good(world):
    world.start_worker()
    user, browser = world.new_workspace(), world.browser()
    address = world.agree(world.ask(browser, world.link()), user)
    stranger = world.browser()
    world.ask(stranger, world.link())
    for other in (stranger, world.browser()):
        answer = other.get(address)
        assert answer.status == 400 and "Another browser" in answer.text
    assert world.installation(world.team_of(user)) == {}
    assert browser.get(address).status == 303
    browser.shows("Connected")


def test_code_is_exchanged_once_however_often_the_browser_comes_back(world):
    user, browser = world.new_workspace(), world.browser()
    address = world.agree(world.ask(browser, world.link()), user)
    assert [browser.get(address).status for _ in range(3)] == [303, 303, 303]
    assert "refresh" in browser.get("/slack/install/result").text and "Being connected" in browser.get("/slack/install/result").text
    before = len(world.calls("oauth.v2.access"))
    world.start_worker()
    browser.shows("Connected")
    assert browser.get(address).status == 303 and "Connected" in browser.get("/slack/install/result").text
    assert len(world.calls("oauth.v2.access")) == before + 1


def test_saying_no_changes_nothing_and_the_link_is_still_good(world):
    world.start_worker()
    link, browser = world.link(), world.browser("ko")
    state = world.ask(browser, link)["state"]
    assert browser.get(f"/slack/oauth/callback?error=access_denied&state={state}").status == 303
    page = browser.get("/slack/install/result").text
    assert 'lang="ko"' in page and "설치하지 않았어요" in page
    user = world.new_workspace()
    world.come_back(browser, user, link)
    browser.shows("연결했어요")


def test_state_expires(world):
    user, browser = world.new_workspace(), world.browser()
    address = world.agree(world.ask(browser, world.link()), user)
    world.database.sql("update gracy.slack_install set expires_at = now() where stage = 'asked'")
    answer = browser.get(address)
    assert answer.status == 401 and "too long" in answer.text


@pytest.mark.parametrize("query", ["", "?code=x", "?state=short&code=x", "?state=" + "A" * 43 + "&code=x", "?state=%00&code=x", "?state=a&state=b"])
def test_what_did_not_begin_here_is_refused(world, query):
    answer = world.browser().get("/slack/oauth/callback" + query)
    assert answer.status == 401 and "begins with a link" in answer.text


@pytest.mark.parametrize("link", ["", "?link=", "?link=short", "?link=" + "A" * 43])
def test_what_is_no_link_leads_nowhere(world, link):
    assert world.browser().get("/slack/install" + link).status == 404
    assert world.browser().press("/slack/install" + link).status == 404


def test_the_page_says_to_whom_the_workspace_would_be_connected(world):
    """A link may come from anybody, and in their language."""
    names = world.database.sql("select space.name, member.name from gracy.member join gracy.team_space space on space.id = team_space_id"
                               " where (team_space_id, member.id) = (%s, %s)", world.people.admin.team_space_id, world.people.admin.id)[0]
    link = world.link()
    korean, english = world.browser("ko").get(link), world.browser("en").get(link)
    for page in (korean, english):
        assert page.status == 200 and all(html.escape(name) in page.text for name in names)
        assert '<form method="post">' in page.text and page.header("Referrer-Policy") == "same-origin"
    assert "연결하기" in korean.text and "Connect a workspace to" in english.text
    assert not english.header("Set-Cookie"), "nothing has begun"
    assert world.database.one("select count(*) from gracy.slack_install where stage = 'asked' and link_id ="
                              " (select max(id) from gracy.slack_install_link)") == 0
    assert world.browser().press(link, "cross-site").status == 403
    assert world.browser().press(link).status == 303


def test_link_expires(world):
    link = world.link()
    world.database.sql("update gracy.slack_install_link set expires_at = now()")
    answer = world.browser("ko").get(link)
    assert answer.status == 410 and "만료된 링크" in answer.text


def test_workspace_of_another_team_space_stays_there(world):
    world.start_worker()
    user = world.new_workspace()
    world.install(user)
    # With its address, which comes with its people.
    owner = eventually(lambda: (known := world.installation(world.team_of(user)))["url"] and known, "its people to be read")
    browser = world.browser()
    world.come_back(browser, user, world.link(world.nginx.client.as_(world.people.other_admin.token)))
    assert "another company" in browser.shows("Not connected")
    assert world.installation(world.team_of(user)) == owner


def test_workspace_is_installed_again_in_place(world):
    world.start_worker()
    user = world.new_workspace()
    world.install(user)
    before = world.installation(world.team_of(user))
    world.install(user)
    after = world.installation(world.team_of(user))
    assert after["id"] == before["id"] and after["bot_id"] == before["bot_id"] and after["token_sealed"] != before["token_sealed"]


def test_page_of_somebody_on_the_way_does_not_end_a_workspace_that_is_installed_again(world):
    world.start_worker()
    user = world.new_workspace()
    world.install(user)
    world.slack.do(world.slack.workspace.faults.add, "status", method="auth.test", status=403)
    world.install(user)
    installation = world.installation(world.team_of(user))
    assert installation["status"] == "active" and installation["token_sealed"]


def test_unclear_exchange_is_said_and_not_repeated(world):
    world.start_worker()
    user, browser, link = world.new_workspace(), world.browser(), world.link()
    before = len(world.calls("oauth.v2.access"))
    world.slack.do(world.slack.workspace.faults.add, "hangup", method="oauth.v2.access", effect=True)
    world.come_back(browser, user, link)
    assert "does not know whether it was installed" in browser.shows("Not connected")
    assert world.stage() == "failed unclear" and len(world.calls("oauth.v2.access")) == before + 1
    # Said, and made good by doing it again.
    world.come_back(browser, user, link)
    browser.shows("Connected")


def test_limited_exchange_is_tried_again_with_the_same_code(world):
    world.start_worker()
    user, browser = world.new_workspace(), world.browser()
    world.slack.do(world.slack.workspace.faults.add, "ratelimited", method="oauth.v2.access", retry_after=1)
    world.come_back(browser, user)
    browser.shows("Connected")


def test_wrong_client_secret_is_the_operator_s_matter(world):
    (world.folder / "wrong.secret").write_text("0123456789abcdef-wrong\n")
    (world.folder / "wrong.secret").chmod(0o600)
    world.start_worker(slack=world.section | {"client_secret_file": str(world.folder / "wrong.secret")})
    user, browser = world.new_workspace(), world.browser()
    world.come_back(browser, user)
    assert "tell your operator" in browser.shows("Not connected")
    assert "bad_client_secret" in world.worker.log.text()


def test_worker_without_the_secret_says_so(world):
    world.start_worker(slack=world.without_credentials())
    browser = world.browser()
    world.come_back(browser, world.new_workspace())
    browser.shows("Not connected")
    assert world.stage() == "failed not_configured"


def test_worker_killed_during_the_exchange_leaves_it_unclear(world):
    worker = world.start_worker()
    user, browser, link = world.new_workspace(), world.browser(), world.link()
    world.slack.do(world.slack.workspace.faults.add, "slow", method="oauth.v2.access", seconds=30)
    world.come_back(browser, user, link)
    eventually(lambda: world.stage() == "exchanging", "the exchange to begin")
    worker.kill()
    assert "Being connected" in browser.get("/slack/install/result").text
    world.slack.do(world.slack.workspace.faults.clear)
    world.end_leases()
    world.start_worker()
    browser.shows("Not connected")
    assert world.stage() == "failed unclear"
    world.come_back(browser, user, link)
    browser.shows("Connected")


def test_worker_killed_before_the_check_is_taken_over(world):
    worker = world.start_worker()
    user, browser = world.new_workspace(), world.browser()
    world.slack.do(world.slack.workspace.faults.add, "slow", method="auth.test", seconds=30, times=0)
    world.come_back(browser, user)
    eventually(lambda: world.stage() == "checking", "the tokens to be kept")
    worker.kill()
    world.slack.do(world.slack.workspace.faults.clear)
    world.end_leases()
    world.start_worker()
    browser.shows("Connected")


def test_code_that_no_worker_took_in_time_is_not_used(world):
    user, browser = world.new_workspace(), world.browser()
    before = len(world.calls("oauth.v2.access"))
    world.come_back(browser, user)
    world.database.sql("update gracy.slack_install set expires_at = now() where stage = 'handed_over'")
    assert "Open the install link again" in browser.shows("Not connected")
    world.start_worker()
    eventually(lambda: world.stage() == "failed code_expired", "it to end")
    assert len(world.calls("oauth.v2.access")) == before


def test_app_that_is_taken_out_while_it_is_installed_is_not_connected(world):
    world.start_worker()
    user, browser = world.new_workspace(), world.browser()
    world.slack.do(world.slack.workspace.faults.add, "ratelimited", method="auth.test", times=0)
    world.come_back(browser, user)
    eventually(lambda: world.stage() == "checking", "the tokens to be kept")
    installation = world.slack.do(world.slack.workspace.installation, world.team_of(user))
    world.slack.do(world.slack.workspace.uninstall, installation)
    world.slack.idle()
    world.slack.do(world.slack.workspace.faults.clear)
    assert "taken out" in browser.shows("Not connected")
    kept = world.installation(world.team_of(user))
    assert kept["status"] == "revoked" and kept["token_sealed"] is None


def test_only_administrators_make_links_and_twenty_at_most(world):
    assert world.nginx.client.as_(world.people.member.token).post("/api/v1/slack/install-links").status == 403
    world.database.sql("update gracy.slack_install_link set expires_at = now()")
    statuses = [world.admin.post("/api/v1/slack/install-links").status for _ in range(21)]
    assert statuses == [201] * 20 + [409]
    world.database.sql("update gracy.slack_install_link set expires_at = now()")


def test_without_the_directive_nothing_is_installed(world, start_nginx):
    nginx = start_nginx(slack_oauth="")
    refused = nginx.client.as_(world.people.admin.token).post("/api/v1/slack/install-links")
    assert refused.status == 409 and refused.json()["code"] == "slack-install-not-configured"
    assert nginx.client.get("/slack/install?link=x").status == 404 and nginx.client.get("/slack/oauth/callback").status == 404


def test_installs_are_counted(world):
    port = free_port()
    world.start_worker(metrics={"jobs": f"127.0.0.1:{port}"})
    world.install(world.new_workspace())

    def connected() -> bool:
        return 'gracy_worker_slack_installs_total{outcome="connected"} 1' in Client(port).get("/metrics").text
    eventually(connected, "the install to be counted")
