"""Announcements from the draft to the last acknowledgement: who may do what when, by mail through a local relay."""
import datetime
import re
import urllib.parse

import pytest

from mail_fixtures import *  # noqa: F401,F403 - fixtures
from support.http_client import Client, assert_problem, errors_of
from worker_fixtures import *  # noqa: F401,F403 - fixtures

PATH = "/api/v1/announcements"
CROWD = 520


@pytest.fixture(scope="module")
def author(client, people) -> Client:
    return client.as_(people.admin.token)


@pytest.fixture(scope="module")
def second(client, people) -> Client:
    """Another one of those who may write."""
    return client.as_(people.owner.token)


@pytest.fixture
def readers(people) -> list:
    people.readers = getattr(people, "readers", 0) + 1
    return [people.hire(f"Reader {people.readers} {n}") for n in range(3)]


def draft(author: Client, audience: dict, **more) -> dict:
    response = author.post(PATH, {"title_ko": "연말 휴무 안내", "title_en": "We are closed", "body_ko": "12월 29일부터 쉬어요.",
                                  "body_en": "From December 29 on.", "audience": audience, "channels": ["email"],
                                  # These tests run at any time of day.
                                  "quiet_from": None, "quiet_until": None, **more})
    assert response.status == 201, response
    return response.json()


def to(members) -> dict:
    return {"members": [str(member.id) for member in members]}


def do(who: Client, announcement: dict, verb: str, body: dict | None = None, version: int | None = None):
    headers = [("If-Match", f'"v{version}"')] if version else None
    return who.request("POST", f"{PATH}/{announcement['id']}/{verb}", json_body=body, headers=headers)


def ok(response) -> dict:
    assert response.status == 200, response
    return response.json()


def soon(seconds: float) -> str:
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)).isoformat(timespec="milliseconds")


def counts(author: Client, announcement: dict) -> dict[str, int]:
    report = ok(author.get(f"{PATH}/{announcement['id']}/deliveries"))
    return {row["state"]: row["count"] for row in report["counts"] if row["purpose"] == "announcement"}


def unacknowledged(reader: Client) -> list[str]:
    page = ok(reader.get("/api/v1/me/announcements?acknowledged=false&include=total"))
    assert page["page"]["total"] == len(page["data"])
    return [row["id"] for row in page["data"]]


def test_who_declines_says_why(author, second, people):
    announcement = draft(author, to([people.member]))
    for body, words in (({"reason": "날짜가 틀렸어요"}, "날짜가 틀렸어요"), (None, "")):
        submitted = ok(do(author, announcement, "submit"))
        assert errors_of(assert_problem(do(second, announcement, "decline", {"reason": "x" * 301}, version=submitted["version"]), 422)) == {"#/reason": "bad_length"}
        declined = ok(do(second, announcement, "decline", body, version=submitted["version"]))
        assert declined["state"] == "draft"
        notice = ok(author.get("/api/v1/me/notices"))["data"][0]
        assert (notice["kind"], notice["subject"]["id"]) == ("announcement.declined", announcement["id"]) and words in notice["text"]
        assert ("이유" in notice["text"] or "Why" in notice["text"]) == bool(words)


def test_a_time_that_sending_does_not_read_is_refused_and_nothing_is_sent(author, people):
    """Who wants another time schedules; sent at once instead, it could not be taken back."""
    announcement = draft(author, to([people.hire("Patient")]))
    refused = assert_problem(do(author, announcement, "send", {"send_at": soon(3600)}), 400, "unexpected-body")
    assert [(error["pointer"], error["code"]) for error in refused["errors"]] == [("#/send_at", "unknown_field")]
    assert ok(author.get(f"{PATH}/{announcement['id']}"))["state"] == "draft"


def test_announcements_are_found_by_their_titles(author, people):
    made = [draft(author, to([people.member]), title_ko=ko, title_en=en)["id"]
            for ko, en in (("창립기념일 안내", "Founders' Day"), ("구내식당 공지", "Canteen"), ("또 한 번", "FOUNDERS again"))]
    found = lambda query: [row["id"] for row in ok(author.get(f"{PATH}?{query}"))["data"]]
    assert found("q=founders") == [made[2], made[0]] and found("q=%EC%8B%9D%EB%8B%B9") == [made[1]]
    assert found("q=founders&state=sent") == [] and found("q=founders&state=draft&limit=1") == [made[2]]
    page = ok(author.get(f"{PATH}?q=founders&limit=1&include=total"))["page"]
    assert page["total"] == 2 and found(f"q=founders&limit=1&cursor={page['next_cursor']}") == [made[0]]
    assert_problem(author.get(f"{PATH}?q="), 400)


def test_from_a_draft_by_schedule_and_mail_to_acknowledgement_and_recall(author, second, client, people, database, readers, relay, relay_server, start_worker):
    refused, *others = readers
    relay.answer_recipient = lambda recipient: "550 no such user" if recipient == refused.email else None
    announcement = draft(author, to(readers), require_ack=True)
    preview = ok(do(author, announcement, "preview"))
    assert (preview["recipients"], preview["approval_required"]) == (3, False) and len(preview["sample"]) == 3
    submitted = ok(do(author, announcement, "submit"))
    approved = ok(do(second, announcement, "approve", version=submitted["version"]))
    assert (submitted["state"], approved["state"]) == ("submitted", "approved")
    start_worker("jobs", on=database, mail=smtp(relay_server.url))
    scheduled = ok(do(author, announcement, "schedule", {"send_at": soon(3)}))
    assert scheduled["state"] == "scheduled" and not relay.messages

    eventually(lambda: ok(author.get(f"{PATH}/{announcement['id']}"))["state"] == "sent", "it to be sent", 60)
    assert counts(author, announcement) == {"sent": 2, "failed": 1}
    assert sorted(recipient for recipient, _ in relay.messages) == sorted(other.email for other in others)
    [message] = relay.to(others[0].email)
    assert message["Subject"] == "연말 휴무 안내" and "12월 29일부터 쉬어요." in message.get_body(("plain",)).get_content()
    # The rate of the worker that runs is what the next estimate is made of.
    eventually(lambda: ok(do(author, draft(author, to(readers)), "preview"))["estimate"]["per_minute"] == 6000, "an estimate")

    reader = client.as_(others[0].token)
    [told] = [row for row in ok(reader.get("/api/v1/me/announcements"))["data"] if row["id"] == announcement["id"]]
    assert told["require_ack"] and told["acknowledged_at"] is None
    assert ok(reader.get(f"/api/v1/me/announcements/{announcement['id']}")) == told
    assert unacknowledged(reader) == [announcement["id"]]
    at = ok(reader.post(f"/api/v1/me/announcements/{announcement['id']}/acknowledge"))["acknowledged_at"]
    assert ok(reader.post(f"/api/v1/me/announcements/{announcement['id']}/acknowledge"))["acknowledged_at"] == at
    assert unacknowledged(reader) == []
    assert [row["id"] for row in ok(reader.get("/api/v1/me/announcements?acknowledged=true"))["data"]] == [announcement["id"]]
    assert ok(author.get(f"{PATH}/{announcement['id']}/deliveries"))["acknowledged"] == 1
    recipients = f"{PATH}/{announcement['id']}/recipients"
    waiting = ok(author.get(f"{recipients}?acknowledged=false&include=total"))
    assert {row["member"]["id"] for row in waiting["data"]} == {str(refused.id), str(others[1].id)} and waiting["page"]["total"] == 2
    failed = ok(author.get(f"{recipients}?delivery=failed&include=total"))
    assert [row["member"]["id"] for row in failed["data"]] == [str(refused.id)] and failed["page"]["total"] == 1
    sent = ok(author.get(f"{recipients}?delivery=sent&acknowledged=true"))["data"]
    assert [row["member"]["id"] for row in sent] == [str(others[0].id)]
    # As every instant of the API.
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", sent[0]["deliveries"][0]["sent_at"])
    assert errors_of(assert_problem(author.get(f"{recipients}?delivery=lost"), 400)) == {"delivery": "not_one_of"}
    assert_problem(client.as_(people.member.token).post(f"/api/v1/me/announcements/{announcement['id']}/acknowledge"), 404)

    recalled = ok(do(author, announcement, "recall"))
    # Who never had it counts as stopped.
    assert (recalled["state"], recalled["stopped"], recalled["marked"]) == ("recalled", 1, 2)
    [told] = [row for row in ok(reader.get("/api/v1/me/announcements"))["data"] if row["id"] == announcement["id"]]
    assert told["recalled_at"]
    assert_problem(client.as_(others[1].token).post(f"/api/v1/me/announcements/{announcement['id']}/acknowledge"), 409, "announcement-recalled")
    assert_problem(do(author, announcement, "recall"), 409, "announcement-state")


def test_a_crowd_needs_somebody_else_who_has_read_exactly_this(author, second, people, database):
    database.sql("insert into gracy.member (team_space_id, name, email, status, hired_on) select %s, 'Crowd ' || n, 'crowd' || n || '@new.example', 'active', '2026-01-02'"
                 " from generate_series(1, %s) as n", people.admin.team_space_id, CROWD)
    announcement = draft(author, {"all": True})
    preview = ok(do(author, announcement, "preview"))
    assert preview["recipients"] > 500 and preview["approval_required"]
    for verb, body in (("send", None), ("schedule", {"send_at": soon(3600)})):
        problem = assert_problem(do(author, announcement, verb, body), 409, "approval-required")
        assert str(preview["recipients"]) in problem["detail"]
    assert_problem(do(second, announcement, "approve", version=1), 409, "announcement-state")
    submitted = ok(do(author, announcement, "submit"))
    assert_problem(do(author, announcement, "approve", version=submitted["version"]), 409, "own-announcement")
    assert_problem(do(second, announcement, "approve"), 428)
    # Changed after it was read: the approval would be of something else, and of somebody else's words.
    changed = ok(author.request("PATCH", f"{PATH}/{announcement['id']}", json_body={"body_ko": "12월 28일부터 쉬어요."},
                                headers=[("If-Match", f'"v{submitted["version"]}"')]))
    assert_problem(do(second, announcement, "approve", version=submitted["version"]), 412)
    if changed["state"] == "draft":
        changed = ok(do(author, announcement, "submit"))
    approved = ok(do(second, announcement, "approve", version=changed["version"]))
    assert approved["approved_by"]["id"] == str(people.owner.id)
    assert ok(do(author, announcement, "schedule", {"send_at": soon(3600)}))["state"] == "scheduled"
    assert ok(do(author, announcement, "cancel"))["state"] == "cancelled"
    assert database.one("select count(*) from gracy.announcement_delivery where announcement_id = %s", int(announcement["id"])) == 0


def test_what_is_recalled_before_its_mail_went_is_not_sent(author, database, readers, relay, relay_server, start_worker):
    announcement = draft(author, to(readers))
    ok(do(author, announcement, "send"))
    without_mail = start_worker("jobs", on=database)
    eventually(lambda: counts(author, announcement) == {"waiting": 3}, "three to wait for a section [mail]", 40)
    recalled = ok(do(author, announcement, "recall"))
    assert (recalled["stopped"], recalled["marked"]) == (3, 0)
    assert without_mail.stop() == 0
    start_worker("jobs", on=database, mail=smtp(relay_server.url))
    late = draft(author, to(readers[:1]), title_ko="그다음 공지")
    ok(do(author, late, "send"))
    eventually(lambda: counts(author, late) == {"sent": 1}, "the next one to be sent", 40)
    assert [message["Subject"] for _, message in relay.messages] == ["그다음 공지"]
    assert counts(author, announcement) == {"recalled": 3}


# State -> verbs that are refused there, with the announcement's state named.
WRONG = {
    "draft": ("approve", "reopen", "recall", "remind"),
    "submitted": ("submit", "reopen", "recall", "remind"),
    "cancelled": ("submit", "approve", "send", "schedule", "cancel", "recall", "remind"),
    "sent": ("submit", "approve", "send", "schedule", "cancel", "reopen"),
    "recalled": ("submit", "approve", "send", "schedule", "cancel", "reopen", "recall", "remind"),
}


@pytest.mark.parametrize("state", WRONG)
def test_what_a_state_does_not_allow_is_refused_with_the_state(author, people, database, readers, state):
    announcement = draft(author, to(readers), require_ack=True)
    database.sql("update gracy.announcement set state = %s, began_at = case when %s in ('sent', 'recalled') then now() end where id = %s",
                 state, state, int(announcement["id"]))
    version = database.one("select version from gracy.announcement where id = %s", int(announcement["id"]))
    for verb in WRONG[state]:
        body = {"send_at": soon(3600)} if verb == "schedule" else None
        problem = assert_problem(do(author, announcement, verb, body, version if verb == "approve" else None), 409)
        if problem["code"] == "announcement-state":
            assert problem["detail"].startswith("It is ")
        else:
            assert (verb, problem["code"]) == ("approve", "own-announcement")
    assert ok(author.get(f"{PATH}/{announcement['id']}"))["state"] == state


def test_bad_times_and_audiences_name_their_field(author, readers):
    announcement = draft(author, to(readers))
    for at in (soon(-60), soon(400 * 86400)):
        assert errors_of(assert_problem(do(author, announcement, "schedule", {"send_at": at}), 422)) == {"#/send_at": "not_future"}
    assert errors_of(assert_problem(do(author, announcement, "schedule", {}), 422)) == {"#/send_at": "required"}
    response = author.post(PATH, {"title_ko": "공지", "body_ko": "내용", "audience": {"department": "999999"}})
    assert "#/audience/department" in errors_of(assert_problem(response, 422))
    nobody = draft(author, {"tenure": {"from_months": 1200}})
    assert_problem(do(author, nobody, "send"), 409, "empty-audience")


def test_what_has_begun_is_corrected_by_its_version(author, second, people, readers, database):
    announcement = draft(author, to(readers))
    path = f"{PATH}/{announcement['id']}/correct"
    words = {"body_ko": "12월 30일부터 쉬어요."}
    assert_problem(author.request("POST", path, json_body=words), 428)
    assert_problem(author.request("POST", path, json_body=words, headers=[("If-Match", "*")]), 409, "announcement-state")
    sending = ok(do(author, announcement, "send"))
    corrected = author.request("POST", path, json_body=words, headers=[("If-Match", f'"v{sending["version"]}"')])
    assert corrected.status == 200 and (corrected.json()["body_ko"], corrected.json()["title_ko"]) == ("12월 30일부터 쉬어요.", "연말 휴무 안내")
    assert_problem(second.request("POST", path, json_body=words, headers=[("If-Match", f'"v{sending["version"]}"')]), 412)
    assert errors_of(assert_problem(author.request("POST", path, json_body={"audience": {"all": True}}, headers=[("If-Match", "*")]), 422))
    database.sql("update gracy.announcement set approved_by = %s where id = %s", people.owner.id, announcement["id"])
    # What was approved nobody says anew alone: it waits for somebody else.
    asked = author.request("POST", path, json_body={"body_ko": "또 다른 내용"}, headers=[("If-Match", "*")])
    waiting = asked.json()
    assert asked.status == 202 and waiting["body_ko"] == "12월 30일부터 쉬어요." and asked.header("ETag")
    correction = waiting["correction"]
    assert (correction["body_ko"], correction["title_ko"], correction["by"]["id"]) == ("또 다른 내용", "연말 휴무 안내", str(people.admin.id))
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", correction["submitted_at"])
    assert_problem(do(author, announcement, "approve", version=waiting["version"]), 409, "own-announcement")
    assert_problem(do(second, announcement, "approve", version=sending["version"]), 412)
    declined = ok(do(second, announcement, "decline", {"reason": "날짜가 틀려요"}, version=waiting["version"]))
    assert (declined["body_ko"], declined["correction"], declined["state"]) == ("12월 30일부터 쉬어요.", None, "sending")
    assert "날짜가 틀려요" in ok(author.get("/api/v1/me/notices"))["data"][0]["text"]
    again = author.request("POST", path, json_body={"body_ko": "또 다른 내용"}, headers=[("If-Match", f'"v{declined["version"]}"')]).json()
    approved = ok(do(second, announcement, "approve", version=again["version"]))
    assert (approved["body_ko"], approved["correction"], approved["approved_by"]["id"]) == ("또 다른 내용", None, str(people.owner.id))
    assert_problem(do(second, announcement, "approve", version=approved["version"]), 409, "announcement-state")


def test_who_acknowledged_which_text_stays_known(author, second, client, people, readers, database):
    announcement = draft(author, to(readers), require_ack=True)
    path = f"{PATH}/{announcement['id']}"
    assert ok(author.get(f"{path}/texts"))["data"] == [], "a draft has said nothing yet"
    ok(do(author, announcement, "send"))
    assert database.one("select outcome from gracy.prepare_announcement(%s, %s, 100)", people.admin.team_space_id, int(announcement["id"])) == "done"
    early, late, _ = (client.as_(reader.token) for reader in readers)
    mine = f"/api/v1/me/announcements/{announcement['id']}"
    read = ok(late.get(mine))
    assert (read["text_version"], read["corrected_at"], read["acknowledged_version"]) == (1, None, None)
    assert ok(early.post(f"{mine}/acknowledge", {"text_version": 1}))["acknowledged_version"] == 1

    corrected = ok(author.request("POST", f"{path}/correct", json_body={"body_ko": "12월 30일부터 쉬어요."}, headers=[("If-Match", "*")]))
    assert corrected["text_version"] == 2 and corrected["corrected_at"]
    changed = ok(early.get(mine))
    assert (changed["body_ko"], changed["text_version"], changed["acknowledged_version"]) == ("12월 30일부터 쉬어요.", 2, 1)
    assert changed["corrected_at"] == corrected["corrected_at"] and changed["acknowledged_at"]
    # Whoever has the old text before their eyes does not acknowledge the new one.
    assert_problem(late.post(f"{mine}/acknowledge", {"text_version": 1}), 409, "announcement-text-changed")
    assert ok(late.get(mine))["acknowledged_at"] is None
    assert ok(late.post(f"{mine}/acknowledge", {"text_version": 2}))["acknowledged_version"] == 2
    for body, code in (({"text_version": 0}, "out_of_range"), ({"text": 1}, "unknown_field")):
        assert list(errors_of(assert_problem(late.post(f"{mine}/acknowledge", body), 422)).values()) == [code]
    recipients = ok(author.get(f"{path}/recipients"))["data"]
    assert [row["acknowledged_version"] for row in recipients] == [1, 2, None]

    texts = ok(second.get(f"{path}/texts?include=total"))
    assert [(text["text_version"], text["body_ko"], text["written_by"]["id"], text["approved_by"]) for text in texts["data"]] == [
        (2, "12월 30일부터 쉬어요.", str(people.admin.id), None), (1, "12월 29일부터 쉬어요.", str(people.admin.id), None)]
    page = ok(second.get(f"{path}/texts?limit=1"))
    assert texts["page"]["total"] == 2 and ok(second.get(f"{path}/texts?limit=1&cursor={page['page']['next_cursor']}"))["data"] == texts["data"][1:]
    assert_problem(second.get(f"{PATH}/999999999/texts"), 404)


def test_what_waits_for_an_approval_is_listed_with_who_may_give_it(author, second, people, readers, database):
    title = "승인을 기다리는 공지"
    idle, asked, sent = (draft(author, to(readers), title_ko=f"{title} {n}") for n in range(3))
    ok(do(author, asked, "submit"))
    ok(do(author, sent, "send"))
    database.sql("update gracy.announcement set approved_by = %s where id = %s", people.owner.id, sent["id"])
    assert author.request("POST", f"{PATH}/{sent['id']}/correct", json_body={"title_ko": f"{title} 고침"}, headers=[("If-Match", "*")]).status == 202

    def waiting(who, query=""):
        return {row["id"]: row for row in ok(who.get(f"{PATH}?waiting=approval{query}"))["data"] if row["id"] in (idle["id"], asked["id"], sent["id"])}

    for who, may in ((author, False), (second, True)):
        assert {id: row["may_approve"] for id, row in waiting(who).items()} == {asked["id"]: may, sent["id"]: may}
        assert ok(who.get(f"{PATH}/{sent['id']}"))["may_approve"] == may and not ok(who.get(f"{PATH}/{idle['id']}"))["may_approve"]
    rows = waiting(second)
    assert rows[asked["id"]]["correction_submitted_at"] is None
    assert rows[sent["id"]]["correction_submitted_at"] == ok(second.get(f"{PATH}/{sent['id']}"))["correction"]["submitted_at"]
    assert list(waiting(second, "&state=submitted")) == [asked["id"]]
    assert list(waiting(second, f"&q={urllib.parse.quote(title)}")) == [sent["id"], asked["id"]]
    page = ok(second.get(f"{PATH}?waiting=approval&limit=1&include=total"))["page"]
    assert page["total"] == len(ok(second.get(f"{PATH}?waiting=approval&limit=100"))["data"])
    assert errors_of(assert_problem(second.get(f"{PATH}?waiting=lunch"), 400)) == {"waiting": "not_one_of"}
    version = ok(second.get(f"{PATH}/{sent['id']}"))["version"]
    assert ok(do(second, sent, "approve", version=version))["may_approve"] is False
    assert list(waiting(second)) == [asked["id"]]


@pytest.fixture(scope="module")
def workspaces(people, database) -> list[str]:
    """Two that the team space is connected to; one of them by its organization, as well as the organization."""
    ids = ["T0ANNOUNCE1", "T0ANNOUNCE2"]
    for team in ids:
        database.sql("insert into gracy.slack_installation (team_space_id, app_id, team_id, name) values (%s, 'A0ANNOUNCE', %s, 'Channels')", people.admin.team_space_id, team)
    database.sql("insert into gracy.slack_installation (team_space_id, app_id, enterprise_id) values (%s, 'A0ANNOUNCE', 'E0ANNOUNCE')", people.admin.team_space_id)
    yield ids
    database.sql("update gracy.slack_installation set status = 'revoked' where app_id = 'A0ANNOUNCE'")


def channel(team: str, channel: str = "C0GENERAL") -> dict:
    return {"team_id": team, "channel": channel}


def chosen(announcement: dict) -> list[tuple[str, str]]:
    return [(each["team_id"], each["channel"]) for each in announcement["slack_channels"]]


def test_channels_in_slack_are_chosen_when_it_is_written_and_changed_later(author, second, people, readers, workspaces):
    one, two = workspaces
    assert [row["team_id"] for row in ok(author.get(f"{PATH}/workspaces"))["data"]] == ["T0HANBIT01", *workspaces]
    first = ok(author.get(f"{PATH}/workspaces?limit=2&include=total"))
    assert first["page"]["total"] == 3 and first["data"][1:] == [{"team_id": one, "name": "Channels"}]
    assert [row["team_id"] for row in ok(author.get(f"{PATH}/workspaces?limit=2&cursor={first['page']['next_cursor']}"))["data"]] == [two]

    announcement = draft(author, to(readers), slack_channels=[channel(two, "C0B"), channel(one, "G0A")])
    assert chosen(announcement) == [(two, "C0B"), (one, "G0A")]
    assert {each["state"] for each in announcement["slack_channels"]} == {"waiting"}
    # As from Slack: nobody sends it alone.
    assert ok(do(author, announcement, "preview"))["approval_required"]
    assert_problem(do(author, announcement, "send"), 409, "approval-required")
    submitted = ok(do(author, announcement, "submit"))
    approved = ok(do(second, announcement, "approve", version=submitted["version"]))

    def change(**changes):
        return author.request("PATCH", f"{PATH}/{announcement['id']}", json_body=changes, headers=[("If-Match", "*")])

    assert chosen(ok(change(require_ack=True))) == chosen(announcement), "what is not named stays"
    changed = ok(change(slack_channels=[channel(one, "C0C")]))
    assert chosen(changed) == [(one, "C0C")] and changed["version"] > approved["version"]
    assert (changed["state"], changed["approved_by"]) == ("draft", None), "that was an approval of other channels"
    assert ok(change(slack_channels=[]))["slack_channels"] == []
    assert not ok(do(author, announcement, "preview"))["approval_required"]


def test_channels_that_cannot_be_are_named_by_their_place(author, readers, workspaces):
    one, _ = workspaces

    def refused(channels):
        response = author.post(PATH, {"title_ko": "공지", "body_ko": "내용", "audience": to(readers), "slack_channels": channels})
        return errors_of(assert_problem(response, 422))

    assert refused([channel(one), channel("T0NOBODY", "C0OTHER")]) == {"#/slack_channels/1/team_id": "unknown_workspace"}
    assert refused([channel("t0announce1")]) == {"#/slack_channels/0/team_id": "not_a_slack_id"}
    assert refused([channel("general", "#general")]) == {"#/slack_channels/0/team_id": "not_a_slack_id", "#/slack_channels/0/channel": "not_a_slack_id"}
    assert refused([channel(one, "D0DIRECT")]) == {"#/slack_channels/0/channel": "not_a_slack_id"}
    assert refused([channel(one, "C" + "0" * 30)]) == {"#/slack_channels/0/channel": "not_a_slack_id"}
    assert refused([channel(one), channel(one)]) == {"#/slack_channels/1/channel": "duplicate"}
    assert refused([channel(one, f"C00{n}") for n in range(6)]) == {"#/slack_channels": "bad_size"}
    assert refused([{"team_id": one}, "C0GENERAL"]) == {"#/slack_channels/0/channel": "required", "#/slack_channels/1": "wrong_type"}
    assert refused([channel(one) | {"state": "sent"}]) == {"#/slack_channels/0/state": "unknown_field"}
    assert refused({"team_id": one}) == {"#/slack_channels": "wrong_type"}
    announcement = draft(author, to(readers))
    path = f"{PATH}/{announcement['id']}"
    for channels, errors in (([channel("T0NOBODY")], {"#/slack_channels/0/team_id": "unknown_workspace"}), (None, {"#/slack_channels": "required"})):
        assert errors_of(assert_problem(author.request("PATCH", path, json_body={"slack_channels": channels}, headers=[("If-Match", "*")]), 422)) == errors


def test_what_was_cancelled_is_reopened_by_its_author_or_an_administrator(author, second, client, people, readers, database):
    announcer = people.hire("Another announcer")
    database.sql("insert into gracy.role_grant (team_space_id, member_id, role) values (%s, %s, 'announcer')", announcer.team_space_id, announcer.id)
    announcement = draft(author, to(readers))
    submitted = ok(do(author, announcement, "submit"))
    approved = ok(do(second, announcement, "approve", version=submitted["version"]))
    ok(do(author, announcement, "schedule", {"send_at": soon(3600)}, version=approved["version"]))
    cancelled = ok(do(author, announcement, "cancel"))
    assert_problem(do(client.as_(announcer.token), announcement, "reopen"), 403, "not-the-author")
    assert_problem(do(author, announcement, "reopen", version=cancelled["version"] - 1), 412)
    reopened = ok(do(author, announcement, "reopen", version=cancelled["version"]))
    assert [reopened[field] for field in ("state", "scheduled_at", "submitted_at", "approved_by", "approved_at", "cancelled_at")] == ["draft"] + [None] * 5
    assert database.one("select count(*) from gracy.audit_log where action = 'announcement.reopen' and target_id = %s", announcement["id"]) == 1
    ok(do(author, announcement, "cancel"))
    assert ok(do(second, announcement, "reopen"))["state"] == "draft"
    assert ok(do(author, announcement, "schedule", {"send_at": soon(3600)}))["state"] == "scheduled"
