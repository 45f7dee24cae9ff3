"""What a member has asked of the assistant, found again without having kept an id."""
import pytest

THREADS = "/api/v1/qa/threads"
TASKS = "/api/v1/assistant/tasks"


@pytest.fixture
def person(people):
    people.asking = getattr(people, "asking", 0) + 1
    return people.hire(f"Asks {people.asking}")


def pages(reader, path: str) -> list[dict]:
    """All rows, one a page, and as many as are counted."""
    rows, cursor = [], ""
    while cursor is not None:
        page = reader.get(f"{path}?limit=1&include=total{cursor and f'&cursor={cursor}'}").json()
        rows += page["data"]
        cursor = page["page"]["next_cursor"]
    assert page["page"]["total"] == len(rows)
    return rows


def test_own_questions_are_listed_with_what_was_said_of_their_answers(person, people, client, database):
    reader = client.as_(person.token)
    asked = [reader.post(THREADS, {"question": f"연차 {n}?"}).json()["id"] for n in range(3)]
    database.sql("update gracy.assistant_question set state = 'done', outcome = 'passages', answer = '[]', sources = '[]', finished_at = now() where id = %s", int(asked[0]))
    assert reader.request("PUT", f"{THREADS}/{asked[0]}/feedback", json_body={"helpful": False}).status == 200
    rows = pages(reader, THREADS)
    assert [(row["id"], row["question"], row["state"], row["outcome"], row["helpful"]) for row in rows] == [
        (asked[2], "연차 2?", "queued", None, None), (asked[1], "연차 1?", "queued", None, None), (asked[0], "연차 0?", "done", "passages", False)]
    for other in (people.admin, people.outsider):
        assert not {row["id"] for row in client.as_(other.token).get(f"{THREADS}?limit=200").json()["data"]} & set(asked)


def test_a_conversation_is_put_together_again(person, client, database):
    """After a reload a page knows nothing but what the list tells."""
    reader = client.as_(person.token)
    first, other = (reader.post(THREADS, {"question": question}).json() for question in ("연차는요?", "경조금은요?"))
    database.sql("update gracy.assistant_question set state = 'done', outcome = 'passages', answer = '[]', sources = '[]', finished_at = now() where member_id = %s", person.id)
    second = reader.post(f"{THREADS}/{first['id']}/messages", {"question": "수습 때도요?"}).json()
    assert reader.request("PUT", f"{THREADS}/{first['id']}/feedback", json_body={"helpful": True}).status == 200
    rows = reader.get(THREADS).json()["data"]
    assert [(row["id"], row["thread_id"]) for row in rows] == [(second["id"], first["id"]), (other["id"], other["id"]), (first["id"], first["id"])]
    page = reader.get(f"{THREADS}?thread_id={first['id']}&include=total").json()
    assert [row["id"] for row in page["data"]] == [second["id"], first["id"]] and page["page"]["total"] == 2
    assert [reader.get(f"{THREADS}/{one['id']}").json()["helpful"] for one in (first, second)] == [True, None]


def test_own_tasks_are_listed(person, people, client, database):
    reader = client.as_(person.token)
    made = [str(database.one("insert into gracy.assistant_task (team_space_id, member_id, kind, version, input, input_hash) values"
                             " (%s, %s, 'polish', 1, '{}', sha256(random()::text::bytea)) returning id", person.team_space_id, person.id)) for _ in range(2)]
    assert [(row["id"], row["kind"], row["state"]) for row in pages(reader, TASKS)] == [(id, "polish", "queued") for id in made[::-1]]
    assert client.as_(people.admin.token).get(f"{TASKS}?limit=200").json()["data"] == []


def test_tasks_are_found_by_kind_and_state(person, client, database):
    """A task's state is its job's as long as it is not over."""
    reader = client.as_(person.token)

    def task(kind: str, has_failed: bool = False, job: str | None = None) -> str:
        id = database.one("insert into gracy.assistant_task (team_space_id, member_id, kind, version, input, input_hash) values"
                          " (%s, %s, %s, 1, '{}', sha256(random()::text::bytea)) returning id", person.team_space_id, person.id, kind)
        if has_failed:
            database.sql("update gracy.assistant_task set state = 'failed', reason = 'refused', finished_at = now() where id = %s", id)
        if job:
            database.sql("insert into gracy.job (kind, payload, available_at, lane, dedupe_key, max_attempts, state, finished_at)"
                         " values ('assistant.task', '{}', now() + interval '1 day', 'bulk', %s, 1, %s, now())", f"{person.team_space_id}/{id}", job)
        return str(id)
    waiting, lost, failed, other = task("polish"), task("polish", job="dead"), task("polish", has_failed=True), task("feelings")
    for query, found in (("kind=polish", [failed, lost, waiting]), ("state=queued", [other, waiting]), ("state=failed", [failed, lost]),
                         ("kind=polish&state=queued", [waiting]), ("state=running", []), ("kind=nothing", [])):
        page = reader.get(f"{TASKS}?{query}&include=total").json()
        assert [row["id"] for row in page["data"]] == found and page["page"]["total"] == len(found), query
    first = reader.get(f"{TASKS}?state=failed&limit=1").json()
    assert [row["id"] for row in reader.get(f"{TASKS}?state=failed&limit=1&cursor={first['page']['next_cursor']}").json()["data"]] == [lost]
    assert reader.get(f"{TASKS}?kind=polish&limit=1&cursor={first['page']['next_cursor']}").status == 400  # of another list
    assert reader.get(f"{TASKS}?state=over").status == 400
