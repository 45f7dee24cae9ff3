"""Questions for HR over the API: opened by members, answered by administrators, read by nobody else."""
import pytest

from support.http_client import assert_problem, errors_of

TICKETS = "/api/v1/qa/tickets"


@pytest.fixture(scope="module")
def member(client, people):
    return client.as_(people.member.token)


@pytest.fixture(scope="module")
def admin(client, people):
    return client.as_(people.admin.token)


def opened(member, text: str, **more) -> dict:
    response = member.post(TICKETS, {"text": text} | more)
    assert response.status == 201, response
    return response.json()


def test_answer_of_hr_reaches_who_asked_as_a_notice(member, admin, client, people):
    ticket = opened(member, "육아휴직을 나누어 쓸 수 있나요?")
    assert (ticket["state"], ticket["answer"], ticket["handled_at"]) == ("open", None, None)
    answered = admin.post(f"{TICKETS}/{ticket['id']}/answer", {"answer": "네, 두 번까지 돼요."}).json()
    assert (answered["state"], answered["answer"]) == ("answered", "네, 두 번까지 돼요.")
    notice = member.get("/api/v1/me/notices").json()["data"][0]
    assert notice["kind"] == "ticket.answered" and "두 번까지" in notice["text"] and notice["subject"] == {"kind": "ticket", "id": ticket["id"]}
    assert member.get(f"{TICKETS}/{ticket['id']}").json() == answered
    assert client.as_(people.colleague.token).get(f"{TICKETS}/{ticket['id']}").status == 404
    assert admin.post(f"{TICKETS}/{ticket['id']}/answer", {"answer": "네, 두 번까지 돼요."}).status == 200
    assert admin.post(f"{TICKETS}/{ticket['id']}/close").json()["code"] == "ticket-settled"


def test_a_wrong_answer_is_corrected_and_who_asked_hears_of_it(member, admin):
    ticket = opened(member, "연차는 며칠인가요?")
    path = f"{TICKETS}/{ticket['id']}/answer"
    assert_problem(admin.post(path, {"answer": "16일이에요.", "corrects": True}), 409, "ticket-not-answered")
    admin.post(path, {"answer": "15일이에요."})
    assert_problem(admin.post(path, {"answer": "16일이에요."}), 409, "ticket-settled")
    assert admin.post(path, {"answer": "16일이에요.", "corrects": True}).json()["answer"] == "16일이에요."
    assert admin.post(path, {"answer": "16일이에요.", "corrects": True}).status == 200, "once more it changes nothing"
    newest, before = member.get("/api/v1/me/notices").json()["data"][:2]
    assert "has corrected" in newest["text"] and "16일" in newest["text"] and "has answered" in before["text"]
    assert member.get("/api/v1/qa/me/tickets").json()["data"][0]["answer"] == "16일이에요."


def test_the_question_that_led_to_a_ticket_is_named_to_its_author_alone(member, admin):
    thread = member.post("/api/v1/qa/threads", {"question": "육아휴직은요?"}).json()["id"]
    ticket = opened(member, "어디에도 없어요", thread_id=thread)
    path = f"{TICKETS}/{ticket['id']}"
    assert ticket["thread_id"] == member.get(path).json()["thread_id"] == member.get("/api/v1/qa/me/tickets").json()["data"][0]["thread_id"] == thread
    [listed] = [each for each in admin.get(TICKETS).json()["data"] if each["id"] == ticket["id"]]
    assert admin.get(path).json()["thread_id"] is listed["thread_id"] is None and admin.get(f"/api/v1/qa/threads/{thread}").status == 404


def test_a_ticket_is_withdrawn_while_nobody_has_answered_it(member, admin, client, people):
    ticket = opened(member, "비밀 질문이었어요")
    path = f"{TICKETS}/{ticket['id']}"
    assert admin.get(path).json()["text"] == "비밀 질문이었어요", "who may answer it reads it"
    assert admin.post(f"{path}/withdraw").status == 404 and client.as_(people.colleague.token).post(f"{path}/withdraw").status == 404
    assert member.post(f"{path}/withdraw").status == 204
    assert member.get(path).status == admin.get(path).status == 404
    answered = opened(member, "끝난 질문")
    admin.post(f"{TICKETS}/{answered['id']}/answer", {"answer": "네."})
    assert member.post(f"{TICKETS}/{answered['id']}/withdraw").json()["code"] == "ticket-settled"


def test_administrators_see_tickets_of_every_state(member, admin):
    kept, settled = opened(member, "아직 열린 질문"), opened(member, "끝난 질문")
    admin.post(f"{TICKETS}/{settled['id']}/close")
    page = admin.get(f"{TICKETS}?state=all&limit=2&include=total").json()
    assert [(each["id"], each["state"]) for each in page["data"]] == [(settled["id"], "closed"), (kept["id"], "open")]
    assert page["page"]["total"] == sum(admin.get(f"{TICKETS}?state={state}&include=total").json()["page"]["total"] for state in ("open", "answered", "closed"))
    assert errors_of(assert_problem(admin.get(f"{TICKETS}?state=any"), 400)).keys() == {"state"}
    assert admin.get(f"{TICKETS}?state=open&cursor={page['page']['next_cursor']}").status == 400, "a cursor is of its list"


def test_administrators_page_through_what_is_open(member, admin):
    made = [opened(member, f"question {number}")["id"] for number in range(3)]
    assert admin.post(f"{TICKETS}/{made[0]}/close").json()["state"] == "closed"
    first = admin.get(f"{TICKETS}?limit=1&include=total").json()
    assert [each["id"] for each in first["data"]] == [made[2]] and first["page"]["total"] >= 2
    second = admin.get(f"{TICKETS}?limit=1&cursor={first['page']['next_cursor']}").json()
    assert [each["id"] for each in second["data"]] == [made[1]]
    assert made[0] in [each["id"] for each in admin.get(f"{TICKETS}?state=closed").json()["data"]]
    assert admin.get(f"{TICKETS}?state=lost").status == 400
    assert [each["id"] for each in member.get("/api/v1/qa/me/tickets").json()["data"]][:3] == made[::-1]


def test_the_same_key_opens_one_ticket(member):
    key = [("Idempotency-Key", "ticket-of-a-test")]
    first, again = (member.post(TICKETS, {"text": "once?"}, key) for _ in range(2))
    assert first.json()["id"] == again.json()["id"] and again.header("Idempotency-Replayed") == "true"
    assert errors_of(member.post(TICKETS, {"text": "twice?"}, key).json()) == {"Idempotency-Key": "key_reused"}


def test_refused_input_names_the_field(member, admin):
    for body, pointer, code in (({}, "#/text", "required"), ({"text": "가" * 2001}, "#/text", "bad_length"), ({"text": "가", "x": 1}, "#/x", "unknown_field"),
                                ({"text": "가", "thread_id": "999999"}, "#/thread_id", "unknown")):
        assert errors_of(assert_problem(member.post(TICKETS, body), 422)) == {pointer: code}
    ticket = opened(member, "refused?")
    assert errors_of(assert_problem(admin.post(f"{TICKETS}/{ticket['id']}/answer", {"answer": "가" * 801}), 422)) == {"#/answer": "bad_length"}


def test_feedback_is_the_last_word_on_an_answer_of_ones_own(member, client, people, database):
    question = database.one("insert into gracy.assistant_question (team_space_id, member_id, question, language, state, outcome, answer, sources, finished_at)"
                            " values (%s, %s, 'q', 'en', 'done', 'passages', '[]', '[]', now()) returning id", people.member.team_space_id, people.member.id)
    path = f"/api/v1/qa/threads/{question}/feedback"
    for helpful in (True, False):
        assert member.put(path, {"helpful": helpful}).json() == {"helpful": helpful}
    assert database.sql("select helpful from gracy.assistant_feedback where question_id = %s", question) == [(False,)]
    assert client.as_(people.colleague.token).put(path, {"helpful": True}).status == 404
    assert member.put(path, {"helpful": "yes"}).status == 422
