"""Installing, rotating, leaving; and Sign in with Slack."""
import base64
import json
import urllib.parse

import pytest
from conftest import request
from workspace.model import User

BACK = "https://gracy.example/slack/oauth/callback"
BASIC = "Basic " + base64.b64encode(b"1234567890.9876543210:0123456789abcdef0123456789abcdef").decode()


@pytest.fixture(autouse=True)
def redirect_url(slack):
    slack.workspace.app.redirect_urls = ("https://gracy.example/",)


def agree(slack, path="oauth/v2/authorize", user="U0HB000001", decision="allow", **more):
    """The way that a browser goes: gives the query of the address that it is sent back to."""
    query = {"client_id": "1234567890.9876543210", "scope": "chat:write,commands", "redirect_uri": BACK, "state": "s"} | more
    page = request(f"{slack.url}/{path}?{urllib.parse.urlencode(query)}")
    if page.status != 200:
        return page
    assert "Allow" in page.body.decode()
    answer = request(f"{slack.url}/{path}?{urllib.parse.urlencode(query | {'decision': decision, 'user': user})}")
    assert answer.status == 302 and answer.headers["location"].startswith(BACK + "?")
    return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(answer.headers["location"]).query))


def access(slack, method="oauth.v2.access", **fields):
    return request(slack.api_url + method, urllib.parse.urlencode(fields).encode(), Authorization=BASIC,
                   Content_Type="application/x-www-form-urlencoded").json()


def test_code_is_exchanged_once_for_a_token_that_works(slack, api):
    back = agree(slack)
    assert back["state"] == "s"
    answer = access(slack, code=back["code"], redirect_uri=BACK)
    assert answer["ok"] and answer["token_type"] == "bot" and answer["scope"] == "chat:write,commands" and not answer["is_enterprise_install"]
    assert answer["team"] == {"id": "T0HANBIT01", "name": "한빛"} and answer["authed_user"] == {"id": "U0HB000001"}
    assert "bot_id" not in answer and "refresh_token" not in answer
    assert api("auth.test", _token=answer["access_token"])["bot_id"]
    assert access(slack, code=back["code"], redirect_uri=BACK)["error"] == "invalid_code"


def test_cancel_comes_back_as_access_denied(slack):
    assert agree(slack, decision="cancel") == {"error": "access_denied", "state": "s"}


@pytest.mark.parametrize("query, problem", [
    ({"client_id": "1.1"}, "invalid_client_id"), ({"redirect_uri": "https://evil.example/"}, "bad_redirect_uri"), ({"scope": "admin"}, "invalid_scope")])
def test_consent_page_refuses_what_slack_would(slack, query, problem):
    page = agree(slack, **query)
    assert page.status == 400 and problem in page.body.decode()


def test_exchange_checks_who_asks(slack):
    code = agree(slack)["code"]
    body = urllib.parse.urlencode({"code": code, "client_id": "1234567890.9876543210", "client_secret": "wrong"}).encode()
    assert request(slack.api_url + "oauth.v2.access", body).json()["error"] == "bad_client_secret"
    assert request(slack.api_url + "oauth.v2.access", b"code=x&client_id=2").json()["error"] == "invalid_client_id"
    assert access(slack, code=code, redirect_uri="https://gracy.example/other")["error"] == "bad_redirect_uri"
    assert access(slack, code=code, grant_type="password")["error"] == "invalid_grant_type"
    slack.advance(601)
    assert access(slack, code=code, redirect_uri=BACK)["error"] == "invalid_code"


def test_rotated_token_expires_and_its_refresh_token_is_used_once(slack, api):
    slack.workspace.app.token_rotation = True
    first = access(slack, code=agree(slack)["code"], redirect_uri=BACK)
    assert first["access_token"].startswith("xoxe.xoxb-") and first["refresh_token"].startswith("xoxe-1-") and 43190 <= first["expires_in"] <= 43200
    second = access(slack, grant_type="refresh_token", refresh_token=first["refresh_token"])
    assert second["ok"] and second["refresh_token"] != first["refresh_token"]
    assert access(slack, grant_type="refresh_token", refresh_token=first["refresh_token"])["error"] == "invalid_refresh_token"
    assert api("auth.test", _token=first["access_token"])["ok"], "it lives on until it expires"
    slack.advance(43201)
    assert api("auth.test", _token=second["access_token"])["error"] == "token_expired"


def test_organisation_s_token_says_which_workspace_it_means(slack, api):
    slack.workspace.teams["T0HANBIT01"].enterprise_id = "E0GROUP"
    query = {"client_id": "1234567890.9876543210", "scope": "users:read,chat:write", "redirect_uri": BACK}
    slack.workspace.installations.clear()
    address = slack.do(slack.workspace.consent.allow, "install", query, "U0HB000001", enterprise_id="E0GROUP")
    code = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(address).query))["code"]
    answer = access(slack, code=code, redirect_uri=BACK)
    assert answer["is_enterprise_install"] and answer["team"] is None and answer["enterprise"]["id"] == "E0GROUP"
    token = answer["access_token"]
    assert api("users.list", _token=token)["error"] == "missing_argument"
    assert api("users.list", _token=token, team_id="T0HANBIT01")["ok"]
    assert api("users.list", _token=token, team_id="T0OTHER")["error"] == "team_access_not_granted"
    assert [team["id"] for team in api("auth.teams.list", _token=token)["teams"]] == ["T0HANBIT01"]


def test_organisation_says_in_which_workspaces_the_app_is(slack, api, app):
    workspace = slack.workspace
    workspace.teams["T0HANBIT01"].enterprise_id = "E0GROUP"
    slack.do(workspace.add_team, "T0HANBIT02", "hanbit2", "한빛 부산", "E0GROUP")
    both = slack.do(workspace.add_user, User("U0BOTH", "T0HANBIT02", "both", "Both", also_in=("T0HANBIT01",)))
    workspace.installations.clear()
    token = slack.do(workspace.install, "T0HANBIT01", enterprise_id="E0GROUP").value
    installation = workspace.installations[0]
    assert api("users.list", _token=token, team_id="T0HANBIT02")["error"] == "team_access_not_granted"
    assert api("team.info", _token=token, team="T0HANBIT02")["error"] == "team_not_found"
    slack.do(workspace.approve, installation, "T0HANBIT02")
    assert api("auth.test", _token=token)["team_id"] == "E0GROUP" and ".enterprise." in api("auth.test", _token=token)["url"]
    assert [api("team.info", _token=token, team=team)["team"]["domain"] for team in ("T0HANBIT01", "T0HANBIT02")] == ["hanbit", "hanbit2"]
    listed = [api("users.list", _token=token, team_id=team)["members"] for team in ("T0HANBIT01", "T0HANBIT02")]
    assert all(both.id in [user["id"] for user in users] for users in listed), "one id in both"
    assert next(user for user in listed[0] if user["id"] == both.id)["enterprise_user"]["teams"] == ["T0HANBIT02", "T0HANBIT01"]
    slack.event("T0HANBIT02", {"type": "team_join", "user": both.to_json()})
    slack.do(workspace.withdraw, installation, "T0HANBIT02")
    slack.idle()
    granted, joined, revoked = (delivery.envelope for delivery in workspace.deliveries.all)
    assert granted["event"]["type"] == "team_access_granted" and granted["team_id"] is None and granted["enterprise_id"] == "E0GROUP"
    [authorization] = joined["authorizations"]
    assert joined["team_id"] == "T0HANBIT02" and authorization["team_id"] is None and authorization["is_enterprise_install"]
    assert revoked["event"] == {"type": "team_access_revoked", "team_ids": ["T0HANBIT02"], "event_ts": revoked["event"]["event_ts"]}
    assert [team["id"] for team in api("auth.teams.list", _token=token)["teams"]] == ["T0HANBIT01"]


def test_workspace_s_own_installation_comes_before_its_organisation_s(slack):
    workspace = slack.workspace
    workspace.teams["T0HANBIT01"].enterprise_id = "E0GROUP"
    own = workspace.installations[0]
    workspace.installations.clear()
    slack.do(workspace.install, "T0HANBIT01", enterprise_id="E0GROUP")
    organisation_s = workspace.installations[0]
    workspace.installations.append(own)
    assert slack.do(workspace.installation_for, "T0HANBIT01") is own
    own.active = False
    assert slack.do(workspace.installation_for, "T0HANBIT01") is organisation_s


@pytest.mark.parametrize("tokens_first", [True, False])
def test_uninstalled_app_is_told_in_either_order_and_can_do_nothing(slack, api, app, tokens_first):
    installation = slack.workspace.installations[0]
    slack.do(slack.workspace.uninstall, installation, tokens_first)
    slack.idle()
    sent = [delivery.envelope["event"]["type"] for delivery in slack.workspace.deliveries.all]
    assert sent == (["tokens_revoked", "app_uninstalled"] if tokens_first else ["app_uninstalled", "tokens_revoked"])
    assert sorted(event["type"] for event in app.events()) == sorted(sent)
    assert app.events("tokens_revoked")[0]["tokens"] == {"oauth": [], "bot": ["U0HBBOT"]}
    assert api("auth.test")["error"] == "account_inactive"


def test_revoked_token_says_so(slack, api):
    assert api("auth.revoke")["revoked"] and api("auth.test")["error"] == "token_revoked"


def test_app_is_told_when_its_tokens_are_revoked_from_outside(slack, api, app):
    slack.do(slack.workspace.revoke_tokens, slack.workspace.installations[0])
    slack.idle()
    assert [event["type"] for event in app.events()] == ["tokens_revoked"]
    assert api("auth.test")["error"] == "token_revoked"


def test_authorizations_of_an_event_are_listed_for_the_app_itself(slack, api, app):
    slack.member("minseo").say("general", "hi")
    slack.idle()
    context = app.received[0].payload["event_context"]
    token = slack.workspace.app.app_level_token
    answer = api("apps.event.authorizations.list", _token=token, event_context=context)
    assert [each["team_id"] for each in answer["authorizations"]] == ["T0HANBIT01"]
    assert api("apps.event.authorizations.list", event_context=context)["error"] == "not_allowed_token_type"
    assert api("apps.event.authorizations.list", _token=token, event_context="4-x")["error"] == "invalid_event_context"


def sign_in(slack, **more):
    query = {"scope": "openid email profile", "response_type": "code", "nonce": "n1"} | more
    return agree(slack, "openid/connect/authorize", "U0HB000002", **query)


def test_id_token_is_signed_by_a_published_key(slack):
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding, rsa
    answer = access(slack, "openid.connect.token", code=sign_in(slack)["code"], redirect_uri=BACK)
    head, body, signature = answer["id_token"].split(".")
    decode = lambda text: base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    discovery = request(f"{slack.url}/.well-known/openid-configuration").json()
    slack.workspace.identity.rotate_keys()
    keys = {key["kid"]: key for key in request(discovery["jwks_uri"]).json()["keys"]}
    assert len(keys) == 2, "the key before is still published"
    key = keys[json.loads(decode(head))["kid"]]
    public = rsa.RSAPublicNumbers(*(int.from_bytes(decode(key[name]), "big") for name in "en")).public_key()
    public.verify(decode(signature), f"{head}.{body}".encode(), padding.PKCS1v15(), hashes.SHA256())
    claims = json.loads(decode(body))
    assert (claims["iss"], claims["aud"], claims["nonce"]) == ("https://slack.com", "1234567890.9876543210", "n1")
    assert (claims["sub"], claims["https://slack.com/team_id"], claims["locale"]) == ("U0HB000002", "T0HANBIT01", "ko-KR")
    info = request(discovery["userinfo_endpoint"], b"", Authorization=f"Bearer {answer['access_token']}").json()
    assert info["ok"] and info["email"] == "minseo@hanbit.example"


def test_sign_in_is_refused_as_slack_does(slack):
    assert sign_in(slack, scope="email").status == 400
    assert sign_in(slack, response_type="token").status == 400
    code = sign_in(slack, code_challenge="E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")["code"]
    assert access(slack, "openid.connect.token", code=code, redirect_uri=BACK, code_verifier="wrong")["error"] == "invalid_code_verifier"
    # RFC 7636, appendix B
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    assert access(slack, "openid.connect.token", code=code, redirect_uri=BACK, code_verifier=verifier)["ok"]
