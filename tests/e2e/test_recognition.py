"""Recognition beyond giving: boosts, taking back, anonymity, search, leaderboards, the rules and the values."""
import collections
import concurrent.futures
import urllib.parse

import pytest

from support.http_client import Client, assert_problem, errors_of

KUDOS = "/api/v1/kudos"
POLICY = "/api/v1/recognition/policy"
ANY = [("If-Match", "*")]


@pytest.fixture
def hire(people, client):
    """Somebody new, with a whole allowance, as a client."""
    def make(slug: str = "hanbit"):
        people.recognised = getattr(people, "recognised", 0) + 1
        person = people.hire(f"Recognised {people.recognised}", slug)
        person.client = client.as_(person.token)
        return person
    return make


@pytest.fixture
def giver(hire):
    return hire()


@pytest.fixture
def receiver(hire):
    return hire()


@pytest.fixture
def admin(client, people) -> Client:
    return client.as_(people.admin.token)


def gift(*recipients, points: int = 5, message: str = "덕분이에요", **more) -> dict:
    return {"recipient_ids": [str(person.id) for person in recipients], "value": "Craft", "points": points, "message": message, **more}


def give(giver, *recipients, **more) -> dict:
    response = giver.client.post(KUDOS, gift(*recipients, **more))
    assert response.status == 201, response
    return response.json()


def patch(client: Client, target: str, body: dict, headers=None):
    return client.request("PATCH", target, json_body=body, headers=headers if headers is not None else ANY)


def remove(client: Client, target: str, headers=None):
    return client.request("DELETE", target, headers=headers if headers is not None else ANY)


def left(person) -> int:
    return person.client.get("/api/v1/allowance").json()["left"]


def age(database, kudos: dict, interval: str) -> None:
    database.sql("update gracy.kudos set created_at = created_at - %s::interval where id = %s", interval, int(kudos["id"]))
    database.sql("update gracy.kudos_recipient set created_at = created_at - %s::interval where kudos_id = %s", interval, int(kudos["id"]))


def me(person, metric: str, period: str = "month") -> dict:
    return person.client.get(f"/api/v1/leaderboards?metric={metric}&period={period}&limit=1").json()["me"]


def ids(response) -> list[str]:
    assert response.status == 200, response
    return [row["id"] for row in response.json()["data"]]


# Allowance.


def test_the_allowance_says_what_is_left_and_until_when(giver, receiver):
    before = giver.client.get("/api/v1/allowance").json()
    assert (before["period"], before["granted"], before["boost"], before["spent"], before["left"]) == ("monthly", 500, 0, 0, 500)
    assert before["resets_at"].endswith("T15:00:00.000000Z"), "midnight in Seoul"
    give(giver, receiver, points=20)
    assert left(giver) == 480


def test_an_administrator_can_add_to_a_members_allowance(giver, receiver, admin, people):
    path = f"/api/v1/members/{giver.id}/allowance"
    assert admin.request("PUT", path, json_body={"boost": 50}).status == 204
    assert giver.client.get("/api/v1/allowance").json()["boost"] == 50
    shown = admin.get(path).json()
    assert shown["boost"] == 50 and set(shown) == {"period", "period_start", "boost", "resets_at"}, "nothing that tells of an anonymous gift"
    give(giver, receiver, points=530)
    assert giver.client.get("/api/v1/me").json()["allowance_left"] == 20
    assert admin.request("PUT", path, json_body={"boost": 20}).status == 204, "a refusal would tell how much was spent"
    assert admin.get(path).json()["boost"] == 20
    assert giver.client.get("/api/v1/me").json()["allowance_left"] == 0
    # Two administrators have read the same: who is second has not seen what the first has set.
    read = [("If-Match", admin.get(path).header("ETag"))]
    assert admin.request("PUT", path, json_body={"boost": 30}, headers=read).status == 204
    assert_problem(admin.request("PUT", path, json_body={"boost": 40}, headers=read), 412, "version-mismatch")
    assert admin.get(path).json()["boost"] == 30
    assert admin.request("PUT", path, json_body={"boost": 20}, headers=[("If-Match", admin.get(path).header("ETag"))]).status == 204
    assert_problem(giver.client.request("PUT", path, json_body={"boost": 500}), 403)
    assert_problem(admin.request("PUT", f"/api/v1/members/{people.outsider.id}/allowance", json_body={"boost": 1}), 404)


# After giving.


def test_words_can_be_changed_for_a_quarter_of_an_hour(giver, receiver, database):
    made = give(giver, receiver)
    path = f"{KUDOS}/{made['id']}"
    tag = giver.client.get(path).header("ETag")
    changed = patch(giver.client, path, {"message": "다시 썼어요"}, [("If-Match", tag)])
    assert changed.status == 200 and changed.json()["message"] == "다시 썼어요" and changed.json()["edited_at"]
    assert_problem(patch(giver.client, path, {"message": "또"}, [("If-Match", tag)]), 412, "version-mismatch")
    assert_problem(patch(giver.client, path, {"message": "또"}, []), 428)
    assert_problem(patch(receiver.client, path, {"message": "내가"}), 403, "not-giver")
    age(database, made, "16 minutes")
    assert_problem(patch(giver.client, path, {"message": "늦었어요"}), 409, "window-over")
    assert giver.client.get(path).json()["message"] == "다시 썼어요"


def test_a_gift_that_is_taken_back_is_nowhere_and_paid_back(giver, receiver, hire):
    before = left(giver), me(giver, "given")["points"], me(receiver, "received")["points"]
    made = give(giver, receiver, points=9)
    assert (me(giver, "given")["points"], me(receiver, "received")["points"]) == (before[1] + 9, before[2] + 9)
    assert_problem(remove(receiver.client, f"{KUDOS}/{made['id']}"), 403, "not-giver")
    gone = remove(giver.client, f"{KUDOS}/{made['id']}")
    assert gone.status == 200 and gone.json() == {"id": made["id"], "refunded": 9}
    assert (left(giver), me(giver, "given")["points"], me(receiver, "received")["points"]) == before
    assert_problem(giver.client.get(f"{KUDOS}/{made['id']}"), 404)
    assert made["id"] not in ids(receiver.client.get(f"{KUDOS}?receiver_id={receiver.id}"))
    assert_problem(remove(giver.client, f"{KUDOS}/{made['id']}"), 404)
    assert_problem(hire().client.post(f"{KUDOS}/{made['id']}/boosts", {"points": 1}), 404)


def test_a_repeated_request_for_a_gift_that_was_taken_back_says_so(giver, receiver):
    key = [("Idempotency-Key", "taken-back")]
    made = giver.client.post(KUDOS, gift(receiver), key)
    assert made.status == 201 and remove(giver.client, f"{KUDOS}/{made.json()['id']}").status == 200
    before = left(giver)
    assert_problem(giver.client.post(KUDOS, gift(receiver), key), 410, "kudos-taken-back")
    assert left(giver) == before, "nothing was given a second time"


def test_a_giver_can_take_back_for_a_day_and_an_administrator_always(giver, receiver, admin, database):
    made = give(giver, receiver)
    age(database, made, "25 hours")
    assert_problem(remove(giver.client, f"{KUDOS}/{made['id']}"), 409, "window-over")
    assert_problem(giver.client.post(f"{KUDOS}/{made['id']}/void", {"reason": "why"}), 403)
    assert_problem(admin.post(f"{KUDOS}/{made['id']}/void", {"reason": "  "}), 422)
    assert admin.post(f"{KUDOS}/{made['id']}/void", {"reason": "점수를 거래했어요"}).status == 200
    assert_problem(receiver.client.get(f"{KUDOS}/{made['id']}"), 404)
    told = giver.client.get("/api/v1/me/notices", [("Accept-Language", "ko")]).json()["data"][0]
    assert told["kind"] == "kudos.voided" and "점수를 거래했어요" in told["text"] and told["subject"] == {"kind": "kudos", "id": made["id"]}
    audited = database.sql("select diff from gracy.audit_log where action = 'kudos.void' and target_id = %s", made["id"])
    assert audited == [({"reason": "점수를 거래했어요"},)]


def test_what_was_paid_in_an_earlier_period_is_not_paid_back(giver, receiver, admin, database):
    made = give(giver, receiver, points=7)
    age(database, made, "40 days")
    database.sql("update gracy.kudos set counted_on = counted_on - 40 where id = %s", int(made["id"]))
    spent = left(giver)
    assert admin.post(f"{KUDOS}/{made['id']}/void", {"reason": "too late"}).status == 200
    assert left(giver) == spent


# Boosts.


def test_a_boost_is_taken_back_and_made_anew(giver, receiver, hire, database):
    booster = hire()
    made = give(giver, receiver)
    path = f"{KUDOS}/{made['id']}/boosts"
    before = me(receiver, "received")["points"]
    assert booster.client.post(path, {"points": 50}).status == 201
    withdrawn = booster.client.request("DELETE", path)
    assert withdrawn.status == 200 and withdrawn.json() == {"kudos_id": made["id"], "refunded": 50}
    assert left(booster) == 500 and me(receiver, "received")["points"] == before
    assert_problem(booster.client.request("DELETE", path), 404)
    assert booster.client.post(path, {"points": 5}).status == 201 and left(booster) == 495
    database.sql("update gracy.kudos_boost set created_at = now() - interval '25 hours' where kudos_id = %s", made["id"])
    assert_problem(booster.client.request("DELETE", path), 409, "window-over")


def test_a_boost_spends_the_boosters_allowance_once(giver, receiver, hire):
    other, booster = hire(), hire()
    made = give(giver, receiver, other)
    path = f"{KUDOS}/{made['id']}/boosts"
    first = booster.client.post(path, {"points": 2})
    assert first.status == 201 and first.json()["allowance_left"] == 496
    again = booster.client.post(path, {"points": 2})
    assert again.status == 201 and again.header("Idempotency-Replayed") == "true" and left(booster) == 496
    assert_problem(booster.client.post(path, {"points": 3}), 409, "already-boosted")
    for person, added in ((giver, None), (booster, 2)):
        assert person.client.get(f"{KUDOS}/{made['id']}").json()["boosts"] == {"count": 1, "points": 2, "mine": added}
        [listed] = [row for row in person.client.get(KUDOS).json()["data"] if row["id"] == made["id"]]
        assert listed["boosts"]["mine"] == added
    assert me(receiver, "received")["points"] == 7 and me(booster, "given") == {"points": 4, "gifts": 0, "rank": me(booster, "given")["rank"], "on_leaderboards": True}
    remove(giver.client, f"{KUDOS}/{made['id']}")
    assert left(booster) == 500 and me(receiver, "received")["points"] == 0


def test_who_gave_or_received_cannot_add_to_it(giver, receiver, hire):
    made = give(giver, receiver, visibility="anonymous")
    for person in (giver, receiver):
        assert_problem(person.client.post(f"{KUDOS}/{made['id']}/boosts", {}), 403, "own-kudos")
    private = give(giver, receiver, visibility="private")
    assert_problem(hire().client.post(f"{KUDOS}/{private['id']}/boosts", {}), 404)
    assert_problem(hire().client.post(f"{KUDOS}/{made['id']}/boosts", {"points": 501}), 409, "allowance-exceeded")


# Anonymity.


@pytest.fixture
def anonymous(giver, receiver):
    return give(giver, receiver, points=11, message="아무도 모르게 감사해요", visibility="anonymous")


def test_an_anonymous_giver_is_nowhere(anonymous, giver, receiver, people, client, admin, database):
    assert anonymous["giver"] is None and anonymous["visibility"] == "anonymous" and anonymous["mine"]
    outsider_in_the_company = client.as_(people.colleague.token)
    for reader in (receiver.client, outsider_in_the_company, admin, client.as_(people.owner.token)):
        one = reader.get(f"{KUDOS}/{anonymous['id']}")
        assert one.json()["giver"] is None and not one.json()["mine"]
        assert anonymous["id"] in ids(reader.get(f"{KUDOS}?limit=5"))
        for query in (f"giver_id={giver.id}", f"giver_id={giver.id}&receiver_id={receiver.id}", f"giver_id={giver.id}&q=모르게",
                      f"giver_id={giver.id}&value=craft", f"giver_id={giver.id}&since=2020-01-01T00:00:00Z"):
            page = reader.get(f"{KUDOS}?{query}&include=total")
            assert ids(page) == [] and page.json()["page"]["total"] == 0
        found = reader.get(f"{KUDOS}?q=모르게&limit=200&receiver_id={receiver.id}")
        assert ids(found) == [anonymous["id"]]
        board = reader.get("/api/v1/leaderboards?metric=given&limit=200").json()
        assert str(giver.id) not in [row["member"]["id"] for row in board["data"]]
    assert me(giver, "given")["points"] == 0, "not even in one's own count, which others would see move"
    assert me(receiver, "received")["points"] == 11
    assert left(giver) == 489, "it costs as any other"
    assert database.one("select count(*) from gracy.recognition_edge where giver_id = %s", giver.id) == 0


def test_the_giver_finds_their_own_anonymous_gifts(anonymous, giver, receiver):
    assert ids(giver.client.get(f"{KUDOS}?giver_id={giver.id}")) == [anonymous["id"]]
    for query in ("limit=1", f"giver_id={giver.id}", f"q=모르게&receiver_id={receiver.id}", f"receiver_id={receiver.id}", "value=craft&limit=1"):
        for person in (giver, receiver):
            [row] = [row for row in person.client.get(f"{KUDOS}?{query}").json()["data"] if row["id"] == anonymous["id"]] or [{"mine": False}]
            assert (row["mine"], row.get("giver")) == (person == giver, None), query
    assert giver.client.get(f"{KUDOS}?giver_id={giver.id}&q=아무도모르게&include=total").json()["page"]["total"] == 1
    assert patch(giver.client, f"{KUDOS}/{anonymous['id']}", {"message": "고쳐도 아무도 몰라요"}).json()["giver"] is None
    assert_problem(patch(receiver.client, f"{KUDOS}/{anonymous['id']}", {"message": "x"}), 403, "not-giver")


def test_a_reveal_has_a_reason_is_audited_and_told_to_the_giver(anonymous, giver, receiver, admin, people, client, database):
    path = f"{KUDOS}/{anonymous['id']}/reveal"
    assert_problem(receiver.client.post(path, {"reason": "궁금해요"}), 403)
    assert_problem(admin.post(path, {}), 422)
    revealed = admin.post(path, {"reason": "괴롭힘 신고 확인"})
    assert revealed.status == 200 and revealed.json()["giver"]["id"] == str(giver.id)
    assert "no-store" in (revealed.header("Cache-Control") or "")
    [(actor, diff)] = database.sql("select actor_id, diff from gracy.audit_log where action = 'kudos.reveal' and target_id = %s", anonymous["id"])
    assert actor == people.admin.id and diff == {"reason": "괴롭힘 신고 확인"}, "never the answer"
    notice = giver.client.get("/api/v1/me/notices").json()["data"][0]
    assert notice["kind"] == "kudos.revealed" and "괴롭힘 신고 확인" in notice["text"] and notice["read_at"] is None
    assert giver.client.request("PUT", f"/api/v1/me/notices/{notice['id']}/read").status == 204
    assert giver.client.get("/api/v1/me/notices").json()["data"][0]["read_at"]
    assert_problem(receiver.client.request("PUT", f"/api/v1/me/notices/{notice['id']}/read"), 404)
    [received] = receiver.client.get("/api/v1/me/notices", [("Accept-Language", "en")]).json()["data"]
    assert received["kind"] == "kudos.received" and received["text"].startswith("Somebody thanked you")
    assert client.as_(people.colleague.token).get(f"{KUDOS}/{anonymous['id']}").json()["giver"] is None, "for everybody else nothing has changed"


def test_only_what_is_anonymous_is_revealed(giver, receiver, admin):
    assert_problem(admin.post(f"{KUDOS}/{give(giver, receiver)['id']}/reveal", {"reason": "why"}), 409, "not-anonymous")
    private = give(giver, receiver, visibility="private")
    assert_problem(admin.post(f"{KUDOS}/{private['id']}/reveal", {"reason": "why"}), 404)


def test_private_gifts_count_for_nobody_and_are_found_by_those_involved(giver, receiver, people, client):
    made = give(giver, receiver, visibility="private", message="둘만 아는 보라색코끼리")
    assert me(giver, "given")["points"] == me(receiver, "received")["points"] == 0
    for person, seen in ((giver, True), (receiver, True), (people.colleague, False), (people.admin, False)):
        reader = client.as_(person.token)
        for query in ("q=보라색코끼리", f"receiver_id={receiver.id}", f"giver_id={giver.id}", "value=craft&limit=5"):
            page = reader.get(f"{KUDOS}?{query}&include=total")
            assert (made["id"] in ids(page)) == seen, query


# The feed.


def test_search_finds_korean_however_it_is_spaced_and_english_by_words(giver, receiver):
    korean = give(giver, receiver, message="신규 고객미팅에서 침착하게 발표해 주신 하마님")
    english = give(giver, receiver, message="You kept the hippopotamus calm at Night")
    def found(q: str) -> list[str]:
        return ids(giver.client.get(f"{KUDOS}?receiver_id={receiver.id}&q={urllib.parse.quote(q)}"))
    assert found("신규고객") == found("고객 미팅") == found("하마") == found("침착 하마") == [korean["id"]]
    assert found("HIPPOPOTAMUS") == found("night calm") == found("popo") == [english["id"]]
    assert found("atnight") == [] and found("하마 calm") == [] and found(".*") == [] and found("침%") == []
    for short in ("하", "a+b", "%20", "하%E3%80%80"):
        assert_problem(giver.client.get(f"{KUDOS}?q={short}"), 400, "malformed-query")


def test_filters_can_be_put_together_and_paged(giver, receiver, hire, database):
    other = hire()
    database.sql("update gracy.member set department_id = (select id from gracy.department where team_space_id = %s and name = '데이터팀') where id = %s",
                 receiver.team_space_id, receiver.id)
    departments = database.sql("select id, parent_id from gracy.department where team_space_id = %s and name = '데이터팀'", receiver.team_space_id)[0]
    made = [give(giver, receiver, points=1, message=f"{number} 번째 이야기") for number in range(5)]
    elsewhere = give(giver, other, points=1, message="다른 이야기")
    newest_first = [one["id"] for one in reversed(made)]
    for query in (f"giver_id={giver.id}&receiver_id={receiver.id}", f"giver_id={giver.id}&department_id={departments[0]}",
                  f"giver_id={giver.id}&q=번째", f"receiver_id={receiver.id}&value=장인정신",
                  f"department_id={departments[1]}&since={made[0]['created_at']}", f"value=Craft&since={made[0]['created_at']}&until={elsewhere['created_at']}"):
        whole = giver.client.get(f"{KUDOS}?{query}&include=total").json()
        assert [row["id"] for row in whole["data"]] == newest_first and whole["page"]["total"] == 5, query
        walked, target = [], f"{KUDOS}?{query}&limit=2"
        while target:
            page = giver.client.get(target).json()
            walked += [row["id"] for row in page["data"]]
            target = page["page"]["next_cursor"] and f"{KUDOS}?{query}&limit=2&cursor={page['page']['next_cursor']}"
        assert walked == newest_first
        assert ids(giver.client.get(f"{KUDOS}?{query}&limit=2&offset=3")) == newest_first[3:]
    cursor = giver.client.get(f"{KUDOS}?giver_id={giver.id}&limit=1").json()["page"]["next_cursor"]
    assert_problem(giver.client.get(f"{KUDOS}?giver_id={other.id}&limit=1&cursor={cursor}"), 400, "cursor-mismatch")
    assert ids(giver.client.get(f"{KUDOS}?giver_id={giver.id}&value=Ownership")) == []


def test_a_page_that_the_client_has_is_not_sent_again(giver, receiver):
    give(giver, receiver)
    tag = giver.client.get(f"{KUDOS}?giver_id={giver.id}").header("ETag")
    assert giver.client.get(f"{KUDOS}?giver_id={giver.id}", [("If-None-Match", tag)]).status == 304


# Leaderboards.


def test_leaderboards_rank_densely_with_ties_page_by_page(hire, database):
    """In a department of its own, so that the demo's people are not in it."""
    space = hire().team_space_id
    department = database.one("insert into gracy.department (team_space_id, name) values (%s, 'Ranked ' || (select count(*) from gracy.department)) returning id", space)
    crowd = [hire() for _ in range(6)]
    for person in crowd:
        database.sql("update gracy.member set department_id = %s where id = %s", department, person.id)
    receiver = hire()
    for person, points in zip(crowd, (30, 20, 20, 10, 10, 0)):
        if points:
            give(person, receiver, points=points)
    target = f"/api/v1/leaderboards?department_id={department}"
    board = crowd[3].client.get(f"{target}&include=total").json()
    assert [(row["rank"], row["points"]) for row in board["data"]] == [(1, 30), (2, 20), (2, 20), (3, 10), (3, 10)]
    assert board["metric"] == "given" and board["period"] == "month" and board["page"]["total"] == 5
    assert board["me"] == {"points": 10, "gifts": 1, "rank": 3, "on_leaderboards": True}
    assert crowd[5].client.get(target).json()["me"]["rank"] is None
    give(receiver, crowd[0], points=5)
    outside = receiver.client.get(target).json()
    assert (outside["me"]["points"], outside["me"]["rank"]) == (5, None) and outside["data"] == board["data"]
    assert_problem(receiver.client.get("/api/v1/leaderboards?department_id=999999999"), 404)
    walked, cursor = [], ""
    while cursor is not None:
        page = crowd[0].client.get(f"{target}&limit=2{cursor and '&cursor=' + cursor}").json()
        walked += page["data"]
        cursor = page["page"]["next_cursor"]
    assert walked == board["data"] and crowd[0].client.get(f"{target}&limit=2&offset=3").json()["data"] == board["data"][3:]

    assert patch(crowd[0].client, "/api/v1/me/recognition", {"on_leaderboards": False}).json() == {"on_leaderboards": False}
    without = crowd[1].client.get(target).json()
    assert [(row["rank"], row["points"]) for row in without["data"]] == [(1, 20), (1, 20), (2, 10), (2, 10)] and without["me"]["rank"] == 1
    assert crowd[0].client.get(target).json()["me"]["on_leaderboards"] is False
    patch(crowd[0].client, "/api/v1/me/recognition", {"on_leaderboards": True})
    assert crowd[1].client.get(target).json()["data"] == board["data"]
    database.sql("update gracy.member set status = 'left' where id = %s", crowd[1].id)
    assert len(crowd[2].client.get(target).json()["data"]) == 4


def test_every_period_has_its_leaderboard(giver, receiver):
    give(giver, receiver, points=3)
    for period in ("week", "month", "quarter", "year"):
        assert me(giver, "given", period)["points"] == me(receiver, "received", period)["points"] == 3
    past = giver.client.get("/api/v1/leaderboards?period=year&start=2001-06-15").json()
    assert past["period_start"] == "2001-01-01" and past["data"] == []
    assert_problem(giver.client.get("/api/v1/leaderboards?period=day"), 400)


def test_an_administrator_can_show_less_or_nothing(giver, receiver, admin):
    give(giver, receiver)
    assert patch(admin, POLICY, {"leaderboard_top": 1}).status == 200
    board = giver.client.get("/api/v1/leaderboards?limit=200&include=total").json()
    assert {row["rank"] for row in board["data"]} == {1} and board["page"]["total"] == len(board["data"])
    assert board["me"]["rank"] >= 1, "one's own place is one's own"
    assert patch(admin, POLICY, {"leaderboards": False}).status == 200
    assert_problem(giver.client.get("/api/v1/leaderboards"), 403, "leaderboards-off")
    assert patch(admin, POLICY, {"leaderboards": True, "leaderboard_top": None}).status == 200
    assert giver.client.get("/api/v1/leaderboards").status == 200


# The rules.


@pytest.fixture
def usual_rules(database, people):
    yield
    database.sql("update gracy.recognition_policy set points = 500 where team_space_id = %s", people.admin.team_space_id)


@pytest.mark.usefixtures("usual_rules")
def test_more_points_come_at_once_and_fewer_with_the_next_period(giver, receiver, admin):
    give(giver, receiver, points=100)
    before = admin.get(POLICY)
    raised = patch(admin, POLICY, {"points": 600}, [("If-Match", before.header("ETag"))])
    assert raised.json()["points"] == 600 and raised.json()["next"] is None
    assert left(giver) == 500
    assert_problem(patch(admin, POLICY, {"points": 700}, [("If-Match", before.header("ETag"))]), 412)
    lowered = patch(admin, POLICY, {"points": 500}).json()
    assert lowered["points"] == 600 and lowered["next"]["points"] == 500
    assert lowered["next"]["since"].endswith("-01"), "the first of the next month"
    assert left(giver) == 500
    weekly = patch(admin, POLICY, {"period": "weekly", "points": 50}).json()
    assert weekly["period"] == "monthly" and weekly["next"]["period"] == "weekly"
    called_off = patch(admin, POLICY, {"period": "monthly", "points": 600}).json()
    assert called_off["next"] is None and called_off["points"] == 600
    assert_problem(patch(giver.client, POLICY, {"points": 1000}), 403)
    for bad in ({"points": -1}, {"period": "daily"}, {"pair_percent": 0}, {"points": None}, {"nonsense": 1}):
        assert_problem(patch(admin, POLICY, bad), 422)


def test_pairs_and_short_messages_have_limits(hire, client, people, database):
    """daybreak has the default rules: 100 points, three gifts a day and 30 % for one person."""
    giver, receiver, other = hire("daybreak"), hire("daybreak"), hire("daybreak")
    def send(*recipients, points=1, message="Thank you!"):
        return giver.client.post(KUDOS, gift(*recipients, points=points, message=message) | {"value": "Kind"})
    assert send(receiver, points=28).status == 201
    refused = assert_problem(send(receiver, points=3), 409, "pair-share-limit")
    assert errors_of(refused) == {"#/recipient_ids": "pair_share_limit"}
    assert send(receiver).status == send(receiver).status == 201
    assert_problem(send(other, receiver), 409, "pair-daily-limit")
    assert send(other).status == 201
    assert giver.client.get("/api/v1/allowance").json()["spent"] == 31
    made = client.as_(other.token).post(KUDOS, gift(receiver, points=1) | {"value": "Kind"}).json()
    assert_problem(giver.client.post(f"{KUDOS}/{made['id']}/boosts", {"points": 1}), 409, "pair-share-limit")
    database.sql("update gracy.recognition_policy set shortest_message = 10 where team_space_id = %s", giver.team_space_id)
    assert errors_of(assert_problem(send(other, message="Thanks"), 422)) == {"#/message": "message_too_short"}
    assert send(other, message="Thanks a lot").status == 201


# Values.


def test_values_are_added_changed_and_taken_out_of_use(admin, giver, receiver):
    key = [("Idempotency-Key", "courage")]
    body = {"name": "Courage", "name_ko": "용기", "emoji": "🦁"}
    made = admin.post("/api/v1/values", body, key)
    assert made.status == 201
    again = admin.post("/api/v1/values", body, key)
    assert again.header("Idempotency-Replayed") == "true" and again.json() == made.json()
    assert errors_of(assert_problem(admin.post("/api/v1/values", {"name": "Other"}, key), 422)) == {"Idempotency-Key": "key_reused"}
    assert errors_of(assert_problem(admin.post("/api/v1/values", {"name": "co u-rage"}), 422)) == {"#/name": "name_taken"}
    assert errors_of(assert_problem(admin.post("/api/v1/values", {"name": "Bravery", "name_ko": "Craft"}), 422)) == {"#/name_ko": "name_taken"}
    path = f"/api/v1/values/{made.json()['id']}"
    assert errors_of(assert_problem(admin.post("/api/v1/values", {"name": "Bravery", "emoji": "용기"}), 422)) == {"#/emoji": "unknown_emoji"}
    tag = admin.get(path).header("ETag")
    assert errors_of(assert_problem(patch(admin, path, {"emoji": "🦁🦁"}, [("If-Match", tag)]), 422)) == {"#/emoji": "unknown_emoji"}
    assert giver.client.post(KUDOS, gift(receiver) | {"value": "용기"}).json()["value"] == "Courage"
    tag = admin.get(path).header("ETag")
    changed = patch(admin, path, {"name": "Boldness", "emoji": None}, [("If-Match", tag)])
    assert changed.json()["name"] == "Boldness" and changed.json()["emoji"] is None and changed.json()["name_ko"] == "용기"
    assert_problem(patch(admin, path, {"sort": 1}, [("If-Match", tag)]), 412)
    assert_problem(patch(admin, path, {"name": "Craft"}), 422)
    assert remove(admin, path).status == 204
    assert errors_of(assert_problem(giver.client.post(KUDOS, gift(receiver) | {"value": "용기"}), 422)) == {"#/value": "unknown_value"}
    assert "Boldness" not in [value["name"] for value in giver.client.get("/api/v1/values").json()["data"]]
    assert "Boldness" in [value["name"] for value in giver.client.get("/api/v1/values?status=inactive").json()["data"]]
    assert len(ids(giver.client.get(f"{KUDOS}?receiver_id={receiver.id}&value=용기"))) == 1, "what was given stays"


# Concurrency.


def test_64_clients_never_overspend_one_allowance(giver, hire, database):
    """Gifts and boosts of one person, all at once, of which a part can be paid."""
    receivers = [hire() for _ in range(4)]
    boosted = [give(hire(), receivers[0], points=1) for _ in range(8)]
    def spend(number: int):
        client = giver.client
        if number % 8 == 0:
            return client.post(f"{KUDOS}/{boosted[number // 8]['id']}/boosts", {"points": 15})
        return client.post(KUDOS, gift(receivers[number % 4], points=15))
    with concurrent.futures.ThreadPoolExecutor(64) as pool:
        answers = list(pool.map(spend, range(64)))
    statuses = collections.Counter(answer.status for answer in answers)
    assert set(statuses) <= {201, 409, 503} and 0 < statuses[201] <= 500 // 15
    spent = database.one("select spent from gracy.allowance_period where member_id = %s", giver.id)
    paid = database.one("select coalesce(sum(points), 0) from gracy.kudos where giver_id = %s", giver.id) + database.one(
        "select coalesce(sum(points), 0) from gracy.kudos_boost where member_id = %s", giver.id)
    assert spent == paid == 15 * statuses[201] <= 500
    assert me(giver, "given")["points"] == spent


def test_one_key_a_thousand_times_is_one_gift(giver, receiver, database):
    key = [("Idempotency-Key", "a thousand times")]
    with concurrent.futures.ThreadPoolExecutor(32) as pool:
        answers = list(pool.map(lambda _: giver.client.post(KUDOS, gift(receiver), key), range(1000)))
    statuses = collections.Counter(answer.status for answer in answers)
    assert set(statuses) <= {201, 503} and statuses[201] > 100, statuses
    assert len({answer.json()["id"] for answer in answers if answer.status == 201}) == 1
    assert database.one("select count(*) from gracy.kudos where giver_id = %s", giver.id) == 1
    assert left(giver) == 495


def test_people_who_thank_each_other_at_once_do_not_wait_in_a_circle(start_nginx, hire, database):
    """With time enough for PostgreSQL to find a circle, and for the longest queue that is none."""
    nginx = start_nginx(pool="reads=2 writes=16 exclusive=2", deadline="60s", statement_timeout="50s", http="gracy_lock_timeout 40s;")
    crowd = [hire() for _ in range(8)]
    for person in crowd:
        person.client = nginx.client.as_(person.token)
    circles = "select deadlocks from pg_stat_database where datname = current_database()"
    before = database.one(circles)
    def thank(number: int):
        one, two, three = (crowd[(number * step + offset) % 8] for step, offset in ((1, 0), (3, 1), (5, 2)))
        others = list({two.id: two, three.id: three}.values())
        return one.client.post(KUDOS, gift(*[other for other in others if other.id != one.id] or [crowd[(number + 1) % 8]], points=1))
    with concurrent.futures.ThreadPoolExecutor(32) as pool:
        answers = list(pool.map(thank, range(160)))
    assert {answer.status for answer in answers} == {201}, [answer for answer in answers if answer.status != 201][:3]
    # A session that has ended has told what it counted.
    nginx.stop()
    assert database.one(circles) == before
    mistaken = database.sql(
        "select * from (select member_id, metric, period, period_start, points, gifts from gracy.leaderboard where member_id = any(%s)"
        " except select member_id, metric, period, period_start, points, gifts from gracy.leaderboard_recount) as wrong", [person.id for person in crowd])
    assert not mistaken
