"""A member signs in with Slack in a browser: the right member's session, in the browser that began, once; or the reason why not."""
import base64
import html
import json
import secrets as random_bytes
import time
import urllib.parse
from collections.abc import Callable

import pytest

from slack_install_fixtures import *  # noqa: F401,F403 - fixtures
from slack_install_fixtures import ADDRESS, Browser, User
from support import secrets_used
from support.http_client import Client
from support.ports import free_port
from worker_fixtures import eventually

RESULT = "/slack/sign-in/result"
SESSION = "__Host-gracy_session"
TEAM = "T0HANBIT01"  # small()'s, which the demo's data connects


class SignIn:
    """What a person does, step by step."""

    def __init__(self, world, language: str = "en"):
        self.world, self.slack = world, world.slack
        self.browser = Browser(world.nginx.client, language=language)

    def ask(self, path: str = "/slack/sign-in") -> dict[str, str]:
        response = self.browser.get(path)
        assert response.status == 303, response
        location = urllib.parse.urlsplit(response.header("Location"))
        assert f"{location.scheme}://{location.netloc}{location.path}" == f"{self.slack.url}/openid/connect/authorize"
        return dict(urllib.parse.parse_qsl(location.query))

    def agree(self, query: dict[str, str], user: str) -> str:
        address = self.slack.do(self.slack.workspace.consent.allow, "openid", query, user)
        for name in ("code", "state"):
            secrets_used.remember(dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(address).query))[name], f"Slack's {name}")
        return address

    def come_back(self, user: str, path: str = "/slack/sign-in") -> None:
        answer = self.browser.get(self.agree(self.ask(path), user))
        assert (answer.status, answer.header("Location")) == (303, ADDRESS + RESULT), answer

    def ends(self):
        """The result, once it is no page that waits."""
        def ended():
            response = self.browser.get(RESULT)
            return response if 'http-equiv="refresh"' not in response.text else None
        return eventually(ended, "the sign-in to end")

    def signs_in(self) -> None:
        """Without anything that they had asked to see."""
        response = self.ends()
        assert response.status == 200 and "You are signed in as" in response.text, response

    def refused(self, status: int, text: str) -> None:
        response = self.ends()
        assert response.status == status and text in response.text, response
        assert SESSION not in self.browser.cookies

    def me(self) -> dict:
        response = self.world.nginx.client.get("/api/v1/me", headers=[("Cookie", f"{SESSION}={self.browser.cookies[SESSION]}")])
        assert response.status == 200, response
        return response.json()

    def edit_token(self, change: Callable[[dict], dict]) -> None:
        """What Slack says in its ID tokens from now on, signed as ever."""
        identity = self.slack.workspace.identity
        usual = type(identity).claims
        identity.claims = lambda *arguments: change(usual(identity, *arguments))


@pytest.fixture
def sign_in(world):
    """A member whom an administrator's workspace knows, and a worker."""
    world.start_worker()
    yield SignIn(world)
    identity = world.slack.workspace.identity
    for name in ("claims", "sign"):
        vars(identity).pop(name, None)
    world.database.sql("update gracy.slack_user set deleted = false where team_id = %s", TEAM)


def member_of(world, user: str) -> int:
    return world.database.one("select member_id from gracy.slack_user where team_id = %s and user_id = %s", TEAM, user)


def test_member_signs_in_and_has_a_session_of_their_own(world, sign_in):
    query = sign_in.ask("/slack/sign-in?to=/docs/%23")  # a sign that no path of ours has
    assert query["scope"] == "openid" and query["redirect_uri"] == f"{ADDRESS}/slack/sign-in/callback"
    assert len({query["state"], query["nonce"]} | set(sign_in.browser.cookies.values())) == 3
    sign_in.come_back("U0HB000002", "/slack/sign-in?to=/api/v1/me")
    response = sign_in.ends()
    value, attributes = response.cookie(SESSION)
    secrets_used.remember(value, "a session")
    assert (response.status, response.header("Location")) == (303, ADDRESS + "/api/v1/me")
    assert {"Path=/", "Secure", "HttpOnly", "SameSite=Lax"} <= set(attributes) and response.header("Cache-Control") == "no-store"
    assert sign_in.me()["id"] == str(member_of(world, "U0HB000002"))


@pytest.mark.parametrize("language, text", [("en", "You are signed in as {}."), ("ko", "{}님으로 로그인했어요.")])
def test_who_asked_for_no_page_reads_who_they_are(world, sign_in, language, text):
    """An installation has no other page of its own that everybody has."""
    browser = SignIn(world, language)
    browser.come_back("U0HB000002")
    page = browser.ends()
    assert (page.status, page.header("Cache-Control"), page.header("Referrer-Policy")) == (200, "no-store", "no-referrer"), page
    assert "default-src 'none'" in page.header("Content-Security-Policy")
    assert text.format(html.escape(browser.me()["name"])) in page.text


def test_answer_that_did_not_arrive_is_given_again_until_the_session_ends(world, sign_in):
    sign_in.come_back("U0HB000002")
    lost, _ = sign_in.ends().cookie(SESSION)
    again, _ = sign_in.browser.get(RESULT).cookie(SESSION)
    assert secrets_used.remember(again, "a session") == lost, "one session"
    cookie = [("Cookie", f"{SESSION}={again}")]
    assert world.nginx.client.request("POST", "/api/v1/logout", headers=cookie).status == 204
    after = sign_in.browser.get(RESULT)
    assert after.status == 404 and "signed in as" not in after.text and not any(SESSION in line for line in after.header_values("Set-Cookie"))


def test_cookie_is_the_browser_s_alone_and_binds_state_and_nonce(sign_in):
    response = sign_in.browser.get("/slack/sign-in")
    _, attributes = response.cookie("__Host-gracy_slack_sign_in")
    assert {"Path=/", "Secure", "HttpOnly", "SameSite=Lax"} <= set(attributes) and response.header("Referrer-Policy") == "no-referrer"
    address = sign_in.agree(sign_in.ask(), "U0HB000002")
    stranger = SignIn(sign_in.world)
    stranger.ask()
    for other in (stranger.browser, Browser(sign_in.world.nginx.client)):
        answer = other.get(address)
        assert answer.status == 400 and "did not begin in this browser" in answer.text
    assert sign_in.browser.get(address).status == 303
    sign_in.signs_in()


@pytest.mark.parametrize("to", ["//evil.example", "https://evil.example", "/a\\b", "/%0d%0aX: y", "", "docs", "/" + "a" * 200, "/a b", "/ㄱ"])
def test_nobody_is_led_elsewhere_afterwards(sign_in, to):
    sign_in.browser.get("/slack/sign-in?to=" + urllib.parse.quote(to))
    assert sign_in.browser.cookies["__Host-gracy_slack_sign_in"].endswith(":" + RESULT)


def test_code_counts_once_however_often_the_browser_comes_back(world, sign_in):
    before = len(world.calls("openid.connect.token"))
    address = sign_in.agree(sign_in.ask(), "U0HB000003")
    assert [sign_in.browser.get(address).status for _ in range(3)] == [303, 303, 303]
    sign_in.signs_in()
    assert sign_in.browser.get(address).status == 303
    assert len(world.calls("openid.connect.token")) == before + 1


@pytest.mark.parametrize("query", ["", "?code=x", "?state=short&code=x", "?state=a&state=b&code=x", "?state=" + "A" * 43 + "&code=x"])
def test_what_did_not_begin_here_is_refused(sign_in, query):
    sign_in.ask()
    assert sign_in.browser.get("/slack/sign-in/callback" + query).status == 400


def test_cookie_that_somebody_has_made_up_is_refused(sign_in):
    query = sign_in.ask()
    name = "__Host-gracy_slack_sign_in"
    secret, at, to = sign_in.browser.cookies[name].split(":")
    for value in (f"{secret}:{int(at) + 600}:{to}", f"{secret}:{at}:/other", f"{'A' * 43}:{at}:{to}", "x", f"{secret}:x:{to}", f"{secret}:{at}"):
        sign_in.browser.cookies[name] = value
        assert sign_in.browser.get(f"/slack/sign-in/callback?code=x&state={query['state']}").status == 400


def test_saying_no_is_said(world):
    world.start_worker()
    sign_in = SignIn(world, "ko")
    state = sign_in.ask()["state"]
    assert sign_in.browser.get(f"/slack/sign-in/callback?error=access_denied&state={state}").status == 303
    sign_in.refused(403, "Slack에서 허용하지 않았어요")


def test_somebody_who_is_no_member_is_told_whatever_their_address_is(world, sign_in):
    """An e-mail address proves nothing: it is not even asked for."""
    email = world.database.one("select email from gracy.member where id = %s and team_space_id = (select team_space_id from gracy.slack_user"
                               " where team_id = %s and user_id = 'U0HB000002')", member_of(world, "U0HB000002"), TEAM)
    stranger = User("U0STRANGE1", TEAM, "stranger", "Stranger", email)
    world.slack.do(world.slack.workspace.add_user, stranger)
    sign_in.come_back(stranger.id)
    sign_in.refused(403, "does not know which member you are")


def test_administrator_cannot_become_somebody_by_saying_who_an_account_is(world, sign_in):
    """Their own account in Slack opens no session of the member's, until the member has said that it is theirs."""
    account = User("U0NOTME001", TEAM, "notme", "Not Me", "notme@elsewhere.example")
    world.slack.do(world.slack.workspace.add_user, account)
    victim = world.people.hire("Spied Upon")
    theirs = world.nginx.client.as_(victim.token)
    path = f"/api/v1/slack/users/{TEAM}/{account.id}/member"
    world.database.sql("insert into gracy.slack_user (team_id, user_id, team_space_id) values (%s, %s, %s) on conflict do nothing", TEAM, account.id, victim.team_space_id)
    assert world.admin.put(path, {"member_id": str(victim.id)}).status == 202
    sign_in.come_back(account.id)
    sign_in.refused(403, "does not know which member you are")
    [notice] = theirs.get("/api/v1/me/notices").json()["data"]
    assert notice["kind"] == "slack.proposed" and notice["subject"] == {"kind": "slack_user", "id": f"{TEAM}/{account.id}"}
    assert theirs.put(f"/api/v1/me/slack/users/{TEAM}/{account.id}").status == 204
    confirmed = SignIn(world)
    confirmed.come_back(account.id)
    confirmed.signs_in()
    assert confirmed.me()["id"] == str(victim.id)
    assert world.admin.delete(path).status == 204
    assert [notice["kind"] for notice in theirs.get("/api/v1/me/notices").json()["data"]] == ["slack.unlinked", "slack.proposed"]


def test_workspace_that_is_not_connected_is_told(world, sign_in):
    sign_in.come_back(world.new_workspace())
    sign_in.refused(403, "not connected to this Slack workspace")


def test_member_who_has_left_is_told(world, sign_in):
    member = member_of(world, "U0HB000003")
    space = world.database.one("select team_space_id from gracy.slack_user where team_id = %s limit 1", TEAM)
    world.database.sql("update gracy.member set status = 'left', left_on = now() where team_space_id = %s and id = %s", space, member)
    try:
        sign_in.come_back("U0HB000003")
        sign_in.refused(403, "not active")
    finally:
        world.database.sql("update gracy.member set status = 'active', left_on = null where team_space_id = %s and id = %s", space, member)
    world.database.sql("update gracy.slack_user set deleted = true where team_id = %s and user_id = 'U0HB000003'", TEAM)
    deleted = SignIn(world)
    deleted.come_back("U0HB000003")
    deleted.refused(403, "not active")


@pytest.mark.parametrize("change, defect", [
    ({"iss": "https://evil.example"}, "token_issuer"), ({"aud": "1.2"}, "token_audience"), ({"exp": int(time.time()) - 3600}, "token_expired"),
    ({"nonce": "another"}, "token_nonce"), ({"https://slack.com/team_id": None}, "token_identity"), ({"sub": "U0HB000001"}, "token_identity")])
def test_id_token_that_says_something_else_is_refused(sign_in, change, defect):
    sign_in.edit_token(lambda claims: claims | change)
    sign_in.come_back("U0HB000002")
    sign_in.refused(502, f"cannot be trusted ({defect})")


def test_id_token_with_another_signature_is_refused(world, sign_in):
    identity = world.slack.workspace.identity
    usual = type(identity).sign

    def forged(claims: dict) -> str:
        header, _, signature = usual(identity, claims).split(".")
        body = base64.urlsafe_b64encode(json.dumps(claims | {"https://slack.com/user_id": "U0HB000001", "sub": "U0HB000001"}).encode()).decode()
        return ".".join((header, body.rstrip("="), signature))
    identity.sign = forged
    sign_in.come_back("U0HB000002")
    sign_in.refused(502, "token_signature")


def test_slack_s_keys_are_asked_for_once_and_again_when_it_signs_with_a_new_one(world, sign_in):
    sign_in.come_back("U0HB000002")
    sign_in.signs_in()
    world.slack.do(world.slack.workspace.identity.rotate_keys)
    rotated = SignIn(world)
    rotated.come_back("U0HB000002")
    rotated.signs_in()
    assert rotated.browser.cookies[SESSION] != sign_in.browser.cookies[SESSION]


def test_lost_answer_is_said_and_limits_are_waited_for(world, sign_in):
    before = len(world.calls("openid.connect.token"))
    world.slack.do(world.slack.workspace.faults.add, "hangup", method="openid.connect.token", effect=True)
    sign_in.come_back("U0HB000002")
    sign_in.refused(502, "connection broke")
    assert len(world.calls("openid.connect.token")) == before + 1, "a code is never used twice"
    world.slack.do(world.slack.workspace.faults.add, "ratelimited", method="openid.connect.token", retry_after=1)
    limited = SignIn(world)
    limited.come_back("U0HB000002")
    limited.signs_in()


def test_worker_killed_during_the_exchange_leaves_it_unclear(world):
    worker = world.start_worker()
    sign_in = SignIn(world)
    world.slack.do(world.slack.workspace.faults.add, "slow", method="openid.connect.token", seconds=30)
    sign_in.come_back("U0HB000002")
    eventually(lambda: world.database.one("select count(*) from gracy.slack_sign_in where stage = 'exchanging'"), "the exchange to begin")
    worker.kill()
    assert "Signing in" in sign_in.browser.get(RESULT).text
    world.slack.do(world.slack.workspace.faults.clear)
    world.database.sql("update gracy.slack_sign_in set due_at = now() where stage = 'exchanging'")
    world.start_worker()
    sign_in.refused(502, "connection broke")


def test_code_that_no_worker_took_in_time_is_not_used(world):
    sign_in = SignIn(world)
    before = len(world.calls("openid.connect.token"))
    sign_in.come_back("U0HB000002")
    assert "Signing in" in sign_in.browser.get(RESULT).text
    world.database.sql("update gracy.slack_sign_in set expires_at = now() where stage = 'handed_over'")
    sign_in.refused(401, "not used in time")
    world.start_worker()
    eventually(lambda: world.database.one("select count(*) from gracy.slack_sign_in where stage = 'handed_over'") == 0, "it to end")
    assert len(world.calls("openid.connect.token")) == before


def test_worker_without_the_secret_and_nginx_without_the_directive_say_so(world, start_nginx):
    world.start_worker(slack=world.without_credentials())
    sign_in = SignIn(world)
    sign_in.come_back("U0HB000002")
    sign_in.refused(500, "no client secret")
    client = start_nginx(slack_oauth="").client
    assert [client.get(path).status for path in ("/slack/sign-in", "/slack/sign-in/callback", RESULT)] == [404, 404, 404]


def test_sign_ins_are_counted(world):
    port = free_port()
    world.start_worker(metrics={"jobs": f"127.0.0.1:{port}"})
    sign_in = SignIn(world)
    sign_in.come_back("U0HB000002")
    sign_in.signs_in()
    eventually(lambda: 'gracy_worker_slack_sign_ins_total{outcome="verified"} 1' in Client(port).get("/metrics").text, "it to be counted")
    assert random_bytes.compare_digest(sign_in.me()["id"], str(member_of(world, "U0HB000002")))
