"""Surveys: a wave from its questions to its end, with what nobody may find out on the way."""
import pytest
from support.clocks import noon_zone
from support.http_client import assert_problem, errors_of
from support.load import together
from survey_fixtures import *  # noqa: F401,F403 - fixtures
from survey_fixtures import ANSWERS, ANY, FAR, QUESTIONS, answer, cell, make_survey, make_wave, release, results, token_of, total
from worker_fixtures import *  # noqa: F401,F403 - fixtures
from worker_fixtures import Jobs, eventually


def test_a_wave_from_its_questions_to_its_results(company):
    wave = make_wave(company)
    assert (wave["state"], wave["invited"], wave["k_score"], wave["k_text"]) == ("open", 43, 5, 10)
    # Everybody of the three teams answers, and two of the fourth's three.
    for place, member in enumerate(company.everybody[:42]):
        response = answer(company, wave, member, {"1": 10 if place % 2 else 5, "2": 1 + place % 5, "3": 1 + place % 2, "5": f"words {place}"})
        assert response.status == 201, response
    assert_problem(company.admin.get(f"/api/v1/waves/{wave['id']}/results"), 409, "results-not-released")
    assert company.admin.post(f"/api/v1/waves/{wave['id']}/close").status == 200
    closed = company.admin.get(f"/api/v1/waves/{wave['id']}/results", [("Accept-Language", "ko")])
    problem = assert_problem(closed, 409, "results-in-preparation")
    assert "설문이 끝났고" in problem["title"] and closed.header("Retry-After") == "5"
    assert_problem(company.admin.get(f"/api/v1/waves/{wave['id']}/texts?question=5"), 409, "results-in-preparation")
    release(company, wave)

    [whole] = results(company, wave)
    enps = cell(whole, 1)
    assert (enps["released"], enps["n"], enps["stats"]["enps"], enps["stats"]["mean"]) == (True, 40, 0, 7.5)
    assert (enps["text"], enps["stats"]["promoters"], enps["stats"]["detractors"]) == ("Would you recommend us?", 50, 50)
    assert cell(whole, 3)["options"] == ["Home", "Office"] and cell(whole, 3)["stats"]["shares"] == {"1": 50, "2": 50}
    # Nobody answered the fourth.
    assert (cell(whole, 4)["released"], cell(whole, 4)["reason"]) == (False, "too_few")
    texts = company.admin.get(f"/api/v1/waves/{wave['id']}/texts?question=5&limit=200").json()["data"]
    # 43 could write and 42 did; 42 texts would tell that all but one answered.
    assert len(texts) == 41 and {text["text"] for text in texts} < {f"words {place}" for place in range(42)}
    assert set(texts[0]) == {"text"}
    assert total(company, wave, "texts?question=5") == 41
    assert [wave["id"] for wave in company.admin.get("/api/v1/waves").json()["data"]] == [wave["id"]]


def test_a_token_answers_once(company):
    wave = make_wave(company)
    member = company.teams["ann"][0]
    first = token_of(company, wave, member)
    token = token_of(company, wave, member)
    path = f"/api/v1/waves/{wave['id']}/responses"
    assert_problem(company.client.as_(first).post(path, {"answers": ANSWERS}), 401)
    assert company.client.as_(None).post(path, {"token": token, "answers": ANSWERS}).status == 201
    assert_problem(company.client.as_(token).post(path, {"answers": ANSWERS}), 409, "already-answered")
    assert_problem(company.as_member(member).post(f"/api/v1/me/surveys/{wave['id']}/token"), 409, "already-answered")
    assert company.as_member(member).get("/api/v1/me/surveys").json()["data"][0]["responded"] is True
    assert_problem(company.client.as_("grv_" + "x" * 43).post(path, {"answers": ANSWERS}), 401)


def test_of_many_that_race_with_one_token_one_is_stored(company, database):
    wave = make_wave(company)
    client = company.client.as_(token_of(company, wave, company.teams["ann"][0]))
    answers = together(*[lambda: client.post(f"/api/v1/waves/{wave['id']}/responses", {"answers": ANSWERS})] * 12)
    statuses = sorted(response.status for response in answers)
    assert statuses.count(201) == 1 and set(statuses) <= {201, 409, 503}, statuses
    assert database.one("select count(*) from gracy.survey_inbox where wave_id = %s", int(wave["id"])) == 1


def test_every_answer_is_checked_against_its_question(company):
    wave = make_wave(company)
    client = company.client.as_(token_of(company, wave, company.teams["bob"][0]))
    path = f"/api/v1/waves/{wave['id']}/responses"
    wrong = {"1": 11, "2": "four", "3": 3, "4": [1, 1], "5": "", "6": 1}
    assert errors_of(assert_problem(client.post(path, {"answers": wrong}), 422, "validation")) == {
        "#/answers/1": "out_of_range", "#/answers/2": "wrong_type", "#/answers/3": "out_of_range", "#/answers/4/1": "duplicate",
        "#/answers/5": "bad_length", "#/answers/6": "unknown_question"}
    assert errors_of(assert_problem(client.post(path, {"answers": {"4": []}, "x": 1}), 422)) == {
        "#/answers/1": "required", "#/answers/2": "required", "#/answers/3": "required", "#/answers/4": "bad_size", "#/x": "unknown_field"}
    assert errors_of(assert_problem(client.post(path, {"answers": []}), 422)) == {"#/answers": "wrong_type"}
    # Nothing was used up.
    assert client.post(path, {"answers": ANSWERS}).status == 201


def test_blanks_are_no_answer(company, database):
    questions = [{"kind": "text", "required": False, "text": {"en": "?"}}, {"kind": "text", "required": True, "text": {"en": "?"}}]
    wave = make_wave(company, make_survey(company, questions), mode="identified")
    member, other = company.everybody[:2]
    problem = assert_problem(answer(company, wave, member, {"1": "fine", "2": " \u3000\u200b\u3164"}), 422)
    assert errors_of(problem) == {"#/answers/2": "required"}
    assert answer(company, wave, other, {"1": " \u3164 ", "2": "fine"}).status == 201
    assert database.sql("select question_no, text from gracy.survey_answer where team_space_id = %s and wave_id = %s", company.space, int(wave["id"])) == [(2, "fine")]


def test_the_form_says_who_sees_what_before_it_asks(company):
    wave = make_wave(company, k_score=7, k_text=12)
    member = company.teams["cleo"][0]
    path = f"/api/v1/waves/{wave['id']}/form"
    own = company.as_member(member).get(path)
    assert own.status == 200
    form = own.json()
    assert list(form).index("privacy") < list(form).index("questions")
    assert (form["privacy"]["mode"], form["privacy"]["k_score"], form["privacy"]["k_text"]) == ("anonymous", 7, 12)
    assert "7명" in form["privacy"]["text"]["ko"] and "groups of 7 people" in form["privacy"]["text"]["en"]
    assert [question["kind"] for question in form["questions"]] == ["scale", "likert5", "single", "multi", "text"]
    by_token = company.client.as_(token_of(company, wave, member)).get(path)
    assert by_token.json() == form and by_token.header("Cache-Control") == "private, no-store"
    assert_problem(company.client.as_(None).get(path), 401)
    assert_problem(company.as_member(company.heads["ann"]).get(path), 404)  # not invited
    narrow = company.client.as_(company.database.add_token(company.space, member, ("kudos:read",)))
    assert_problem(narrow.get(path), 403)


def test_questions_that_were_asked_stay_as_they_were(company):
    survey = make_survey(company)
    path = f"/api/v1/surveys/{survey['id']}"
    # Nobody was asked: the first version is edited.
    changed = company.admin.request("PATCH", path, json_body={"questions": QUESTIONS[:2]}, headers=ANY).json()
    assert (changed["question_version"], len(changed["questions"]), changed["is_asked"]) == (1, 2, False)
    wave = make_wave(company, survey)
    assert wave["question_version"] == 1
    changed = company.admin.request("PATCH", path, json_body={"questions": QUESTIONS[:3], "title": {"en": "New"}}, headers=ANY).json()
    assert (changed["question_version"], len(changed["questions"]), changed["title"]) == (2, 3, {"ko": None, "en": "New"})
    assert len(company.as_member(company.teams["ann"][0]).get(f"/api/v1/waves/{wave['id']}/form").json()["questions"]) == 2
    assert_problem(company.admin.delete(path, ANY), 409, "survey-in-use")


def test_bad_surveys_are_refused_by_pointer(company):
    text = {"en": "?"}
    bad = {"title": {"fr": "x"}, "questions": [
        {"kind": "stars", "text": text}, {"kind": "single", "text": text}, {"kind": "scale", "text": {}, "options": [text, text]},
        {"kind": "text", "metric": "enps", "text": text}, {"kind": "multi", "text": text, "options": [text], "extra": 1},
        {"kind": "likert5", "metric": "enps", "text": {"ko": 5}}, 7]}
    assert errors_of(assert_problem(company.admin.post("/api/v1/surveys", bad), 422)) == {
        "#/title/fr": "unknown_field", "#/title": "no_language", "#/questions/0/kind": "not_one_of", "#/questions/1/options": "required",
        "#/questions/2/text": "no_language", "#/questions/2/options": "not_for_this_kind", "#/questions/3/metric": "not_for_this_kind",
        "#/questions/4/options": "bad_size", "#/questions/4/extra": "unknown_field", "#/questions/5/metric": "not_for_this_kind",
        "#/questions/5/text/ko": "wrong_type", "#/questions/6": "wrong_type"}


def test_a_key_makes_a_repeated_request_safe(company, database):
    headers = [("Idempotency-Key", "pulse-1")]
    body = {"title": {"en": "Pulse"}, "questions": QUESTIONS}
    first = company.admin.post("/api/v1/surveys", body, headers)
    again = company.admin.post("/api/v1/surveys", body, headers)
    assert (first.status, again.status, again.header("Idempotency-Replayed")) == (201, 201, "true")
    assert first.json() == again.json()
    assert errors_of(assert_problem(company.admin.post("/api/v1/surveys", body | {"title": {"en": "x"}}, headers), 422)) == {"Idempotency-Key": "key_reused"}
    wave = {"mode": "anonymous", "closes_at": FAR}
    path = f"/api/v1/surveys/{first.json()['id']}/waves"
    assert company.admin.post(path, wave, headers).json()["id"] == company.admin.post(path, wave, headers).json()["id"]
    assert database.one("select count(*) from gracy.survey_wave where team_space_id = %s", company.space) == 1


def test_changes_need_the_version_that_was_read(company):
    survey = make_survey(company)
    path = f"/api/v1/surveys/{survey['id']}"
    tag = company.admin.get(path).header("ETag")
    body = {"title": {"en": "Second"}}
    assert_problem(company.admin.request("PATCH", path, json_body=body), 428)
    assert company.admin.request("PATCH", path, json_body=body, headers=[("If-Match", tag)]).status == 200
    assert_problem(company.admin.request("PATCH", path, json_body=body, headers=[("If-Match", tag)]), 412)
    wave = make_wave(company, survey, launch=False)
    tag = company.admin.get(f"/api/v1/waves/{wave['id']}").header("ETag")
    assert company.admin.request("PATCH", f"/api/v1/waves/{wave['id']}", json_body={"name": "x"}, headers=[("If-Match", tag)]).status == 200
    assert_problem(company.admin.post(f"/api/v1/waves/{wave['id']}/launch", headers=[("If-Match", tag)]), 412)


def test_waves_are_found_by_their_state(company):
    survey = make_survey(company)
    draft = make_wave(company, survey, launch=False)
    later = make_wave(company, survey, opens_at="2098-01-01T00:00:00Z")
    running, over = make_wave(company, survey), make_wave(company, survey)
    assert company.admin.post(f"/api/v1/waves/{over['id']}/close").status == 200
    for state, wave in (("draft", draft), ("scheduled", later), ("open", running), ("closed", over)):
        page = company.admin.get(f"/api/v1/waves?state={state}&include=total").json()
        assert ([row["id"] for row in page["data"]], page["page"]["total"]) == ([wave["id"]], 1), state
    for state in ("released", "cancelled"):
        assert company.admin.get(f"/api/v1/waves?state={state}").json()["data"] == []
    manager = company.as_member(company.heads["ann"])
    assert manager.get("/api/v1/waves?state=released").status == 200
    assert_problem(manager.get("/api/v1/waves?state=open"), 403, "forbidden")
    assert errors_of(assert_problem(company.admin.get("/api/v1/waves?state=lost"), 400)) == {"state": "not_one_of"}


def test_a_wave_goes_through_its_states_and_no_other_way(company):
    wave = make_wave(company, launch=False)
    path = f"/api/v1/waves/{wave['id']}"
    assert_problem(company.admin.post(f"{path}/close"), 409, "wave-state")
    assert company.admin.get("/api/v1/me/surveys").json()["data"] == []
    assert company.admin.post(f"{path}/launch").json()["state"] == "open"
    assert_problem(company.admin.post(f"{path}/launch"), 409, "wave-state")
    assert_problem(company.admin.delete(path, ANY), 409, "wave-state")
    for change in ({"mode": "identified"}, {"k_score": 5}, {"k_text": 10}, {"audience": "all"}, {"opens_at": FAR}):
        assert_problem(company.admin.request("PATCH", path, json_body=change, headers=ANY), 409, "wave-state")
    assert company.admin.request("PATCH", path, json_body={"closes_at": "2099-02-01T00:00:00Z"}, headers=ANY).status == 200
    assert company.admin.post(f"{path}/close").json()["state"] == "closed"
    assert_problem(company.admin.post(f"{path}/cancel"), 409, "wave-state")
    assert_problem(answer_with_any_token(company, wave), 401)

    later = make_wave(company, opens_at="2098-01-01T00:00:00Z")
    assert later["state"] == "scheduled"
    assert_problem(company.as_member(company.teams["ann"][0]).post(f"/api/v1/me/surveys/{later['id']}/token"), 409, "wave-state")
    assert company.admin.post(f"/api/v1/waves/{later['id']}/cancel").json()["state"] == "cancelled"


def answer_with_any_token(company, wave):
    return company.client.as_("grv_" + "a" * 43).post(f"/api/v1/waves/{wave['id']}/responses", {"answers": ANSWERS})


def test_thresholds_and_audiences_are_held(company):
    survey = make_survey(company)
    path = f"/api/v1/surveys/{survey['id']}/waves"
    base = {"mode": "anonymous", "closes_at": FAR}
    company.database.sql("update gracy.team_space set k_score = 8 where id = %s", company.space)
    assert errors_of(assert_problem(company.admin.post(path, base | {"k_score": 7}), 422)) == {"#/k_score": "threshold_too_low"}
    assert errors_of(assert_problem(company.admin.post(path, base | {"k_score": 4}), 422)) == {"#/k_score": "out_of_range"}
    assert errors_of(assert_problem(company.admin.post(path, base | {"audience": "department"}), 422)) == {"#/audience_id": "required"}
    assert errors_of(assert_problem(company.admin.post(path, base | {"audience": "team", "audience_id": "1"}), 422)) == {"#/audience_id": "unknown_audience"}
    assert errors_of(assert_problem(company.admin.post(path, base | {"closes_at": "2020-01-01T00:00:00Z"}), 422)) == {"#/closes_at": "closes_too_early"}
    # Of whom there is one group only, an id changes nothing, so it is refused.
    for_all = f"/api/v1/waves/{make_wave(company, survey, launch=False)['id']}"
    department = {"audience_id": str(company.departments["bob"])}
    assert errors_of(assert_problem(company.admin.request("PATCH", for_all, json_body=department, headers=ANY), 422)) == {"#/audience_id": "unknown_audience"}
    narrowed = company.admin.request("PATCH", for_all, json_body=department | {"audience": "department"}, headers=ANY).json()
    assert (narrowed["audience"], narrowed["audience_id"]) == ("department", department["audience_id"])
    # The third team has six people, and eight are needed.
    small = make_wave(company, survey, launch=False, audience="department", audience_id=str(company.departments["cleo"]))
    assert_problem(company.admin.post(f"/api/v1/waves/{small['id']}/launch"), 409, "too-few-members")
    fitting = make_wave(company, survey, audience="department", audience_id=str(company.departments["bob"]))
    assert (fitting["invited"], fitting["k_score"]) == (14, 8)
    # What is promised stays, whatever the team space does.
    company.database.sql("update gracy.team_space set k_score = 20 where id = %s", company.space)
    assert company.admin.get(f"/api/v1/waves/{fitting['id']}").json()["k_score"] == 8


def test_one_nudge_and_nobody_learns_to_whom(company, database):
    wave = make_wave(company)
    for member in company.teams["ann"]:
        answer(company, wave, member)
    response = company.admin.post(f"/api/v1/waves/{wave['id']}/remind")
    assert (response.status, response.json()) == (202, {"status": "queued"})
    nudged = {member for (member,) in database.sql("select member_id from gracy.survey_reminder where wave_id = %s and no = 1", int(wave["id"]))}
    assert nudged == set(company.everybody) - set(company.teams["ann"])
    assert_problem(company.admin.post(f"/api/v1/waves/{wave['id']}/remind"), 409, "reminders-spent")
    patient = make_wave(company, reminders=2)
    assert company.admin.post(f"/api/v1/waves/{patient['id']}/remind").status == 202
    assert_problem(company.admin.post(f"/api/v1/waves/{patient['id']}/remind"), 409, "reminded-recently")


def test_participation_comes_in_steps_of_five_people_while_a_wave_is_open(company):
    """Whoever asks after each answer does not see it arrive."""
    wave = make_wave(company)
    seen = []
    for member in company.everybody[:15]:
        answer(company, wave, member)
        [whole] = company.admin.get(f"/api/v1/waves/{wave['id']}/participation").json()["data"]
        seen.append((whole["participation"], whole["released"]))
    # At least: 5 of 43 are 11 percent, 10 are 23, 15 are 34.
    assert seen == [(0, True)] * 4 + [(10, True)] * 5 + [(20, True)] * 5 + [(30, True)]
    groups = company.admin.get(f"/api/v1/waves/{wave['id']}/participation?group=department").json()["data"]
    assert {(group["released"], group["reason"], group["participation"]) for group in groups} == {(False, "not_ended", None)}


def test_an_anonymous_answer_leads_back_to_nobody(company, database):
    """What is stored, looked at as somebody with the whole database: beside the answers there is nothing but groups of
    k and more, and the rows of answers and of invitations are in orders of their own, written by different transactions."""
    wave = make_wave(company)
    number = int(wave["id"])
    order = [member for pair in zip(company.teams["ann"], company.everybody[20:]) for member in pair]
    for place, member in enumerate(order):
        assert answer(company, wave, member, {"1": place % 11, "2": 1, "3": 1, "5": f"answer {place}"}).status == 201
    company.admin.post(f"/api/v1/waves/{wave['id']}/close")
    release(company, wave)
    assert database.one("select count(*) from gracy.survey_inbox where wave_id = %s", number) == 0
    assert database.one("select count(*) from gracy.survey_signature where wave_id = %s", number) == 0
    # One transaction wrote all answers, and one all invitations: their numbers tell nothing.
    assert database.one("select count(distinct xmin::text) from gracy.survey_response where wave_id = %s", number) == 1
    assert database.one("select count(distinct xmin::text) from gracy.wave_invite where wave_id = %s", number) == 1
    assert database.one("select count(*) from gracy.wave_invite where wave_id = %s and token_hash is not null", number) == 0
    stored = [int(text.split()[1]) for (text,) in database.sql(
        "select text from gracy.survey_answer where wave_id = %s and text is not null order by ctid", number)]
    assert sorted(stored) == list(range(len(order))) and stored != sorted(stored)
    invited = [member for (member,) in database.sql("select member_id from gracy.wave_invite where wave_id = %s order by ctid", number)]
    # By member, page by page, as pages had room: nothing of the order of the answers, which changes teams each time.
    assert sorted(invited) != order and sum(left > right for left, right in zip(invited, invited[1:])) <= 2
    # Three people are too few for a group to be written down beside their answers.
    assert database.one("select count(*) from gracy.survey_response where wave_id = %s and department_id = %s", number, company.departments["dan"]) == 0
    assert database.one("select count(distinct stored_on) from gracy.survey_response where wave_id = %s", number) == 1


def test_no_log_and_no_audit_line_has_a_token(company, nginx, database):
    wave = make_wave(company)
    token = token_of(company, wave, company.teams["ann"][0])
    company.client.as_(token).post(f"/api/v1/waves/{wave['id']}/responses", {"answers": ANSWERS})
    company.client.as_(None).post(f"/api/v1/waves/{wave['id']}/responses", {"token": token, "answers": ANSWERS})
    for log in nginx.logs():
        assert token not in log.text() and "회의가 많아요" not in log.text()
    audit = "\n".join(str(row) for row in database.sql("select * from gracy.audit_log where team_space_id = %s", company.space))
    assert "wave.launch" in audit and token not in audit and "회의" not in audit


def test_an_identified_wave_says_so_and_keeps_whose_an_answer_is(company, database):
    wave = make_wave(company, mode="identified")
    member = company.teams["bob"][0]
    form = company.as_member(member).get(f"/api/v1/waves/{wave['id']}/form").json()
    assert form["privacy"]["mode"] == "identified" and "not anonymous" in form["privacy"]["text"]["en"]
    assert answer(company, wave, member).status == 201
    assert database.sql("select member_id from gracy.survey_signature where wave_id = %s", int(wave["id"])) == [(member,)]
    # A host of the last release that still serves beside this one has told nobody of names.
    token = token_of(company, wave, company.teams["bob"][2])
    assert database.one("select gracy.answer_wave(sha256(%s::bytea), %s, '[[1, 8], [2, 4], [3, 1]]')", token, int(wave["id"])) == "ok"
    path = f"/api/v1/waves/{wave['id']}/responses"
    own = company.as_member(member).get(f"/api/v1/me/surveys/{wave['id']}/response").json()
    assert own["answers"] == [{"question": 1, "values": [9], "text": None}, {"question": 2, "values": [4], "text": None}, {"question": 3, "values": [1], "text": None},
                              {"question": 4, "values": [1, 3], "text": None}, {"question": 5, "values": [], "text": "회의가 많아요"}]
    assert_problem(company.as_member(company.teams["bob"][1]).get(f"/api/v1/me/surveys/{wave['id']}/response"), 404)
    assert_problem(company.admin.get(path), 409, "results-not-released")
    company.admin.post(f"/api/v1/waves/{wave['id']}/close")
    assert_problem(company.admin.get(path), 409, "results-in-preparation")
    release(company, wave)
    assert not cell(results(company, wave)[0], 1)["released"]  # two answers are shown of nobody
    # Those who run surveys read it with the name, as the form has said and of whom it has, and it is known that they did.
    assert form["privacy"]["names_shown"] and "can read what you answered" in form["privacy"]["text"]["en"]
    assert company.admin.get(path).json()["data"] == [{"member": {"id": str(member), "name": "bob0", "name_en": None}, "answers": own["answers"]}]
    assert database.one("select count(*) from gracy.audit_log where team_space_id = %s and action = 'wave.read_responses' and actor_id = %s and target_id = %s",
                        company.space, company.admin_id, wave["id"]) == 1
    assert_problem(company.as_member(company.heads["ann"]).get(path), 403)
    assert total(company, wave, "responses?offset=0") == 1
    # What was launched when that was not said, or is anonymous, shows no names.
    early = make_wave(company, mode="identified", launch=False)
    assert database.one("select gracy.launch_wave(%s, %s, %s, 0, 'test')", company.space, company.admin_id, int(early["id"])) == "ok"
    for hidden in (early, make_wave(company)):
        assert_problem(company.admin.get(f"/api/v1/waves/{hidden['id']}/responses"), 409, "names-not-shown")


def test_the_worker_releases_what_is_over(company, start_worker, database):
    closed_early, over = make_wave(company), make_wave(company)
    for wave in (closed_early, over):
        for place, member in enumerate(company.everybody):
            assert answer(company, wave, member, ANSWERS | {"1": place % 11}).status == 201
    database.sql("update gracy.survey_wave set closes_at = now() where id = %s", int(over["id"]))
    assert company.admin.post(f"/api/v1/waves/{closed_early['id']}/close").status == 200
    start_worker("jobs", on=database)
    for wave in (closed_early, over):
        eventually(lambda: company.admin.get(f"/api/v1/waves/{wave['id']}").json()["released_at"], "the results, which may be left to the next minute",
                   seconds=90)
        assert cell(results(company, wave)[0], 1)["n"] == 40


@pytest.mark.expects_log("surveys.release")
def test_a_wave_that_cannot_be_released_keeps_none_behind_it_from_it(company, start_worker, database):
    broken, behind = make_wave(company), make_wave(company)
    database.sql("create function gracy.refuse() returns trigger language plpgsql as $$ begin raise exception 'refused by the test'; end $$")
    database.sql(f"create trigger refuse before update of released_at on gracy.survey_wave for each row when (new.id = {int(broken['id'])})"
                 " execute function gracy.refuse()")
    try:
        for wave in (broken, behind):
            database.sql("update gracy.survey_wave set closes_at = now() where id = %s", int(wave["id"]))
        start_worker("jobs", on=database)
        eventually(lambda: company.admin.get(f"/api/v1/waves/{behind['id']}").json()["released_at"], "the results", seconds=90)
        assert company.admin.get(f"/api/v1/waves/{broken['id']}").json()["released_at"] is None
    finally:
        database.sql("drop function gracy.refuse cascade")


def test_invitations_and_nudges_reach_members_though_workers_are_killed(company, start_worker, database):
    """Each once, whoever dies in between, and a nudge only who has not answered."""
    database.sql("update gracy.team_space set tz = %s where id = %s", noon_zone(), company.space)
    wave = make_wave(company)
    jobs = Jobs(database)
    worker = start_worker("jobs", on=database)
    jobs.add("surveys.remind", "bulk")
    worker.kill()
    worker = start_worker("jobs", on=database)
    jobs.add("surveys.remind", "bulk")

    def told(kind: str) -> list[int]:
        return sorted(member for (member,) in database.sql("select member_id from gracy.member_notice where kind = %s and subject_id = %s", kind, wave["id"]))

    eventually(lambda: told("survey.invitation") == sorted(company.everybody), "everybody to be invited", 60)
    for member in company.teams["ann"]:
        answer(company, wave, member)
    assert company.admin.post(f"/api/v1/waves/{wave['id']}/remind").status == 202
    worker.kill()
    start_worker("jobs", on=database)
    jobs.add("surveys.remind", "bulk")
    eventually(lambda: told("survey.reminder") == sorted(set(company.everybody) - set(company.teams["ann"])), "the others to be nudged", 60)
    someone = company.as_member(company.teams["bob"][0])
    notices = someone.get("/api/v1/me/notices", [("Accept-Language", "en")]).json()["data"]
    assert [notice["kind"] for notice in notices] == ["survey.reminder", "survey.invitation"]
    assert all("“Pulse” is open until" in notice["text"] and notice["subject"] == {"kind": "wave", "id": wave["id"]} for notice in notices)


def test_a_long_wave_is_moved_on_in_batches_of_thirty_and_more(company, database):
    wave = make_wave(company)
    space, number = company.space, int(wave["id"])
    for member in company.everybody:
        answer(company, wave, member)
    assert database.one("select gracy.settle_wave(%s, %s, false)", space, number) == 0
    database.sql("insert into gracy.survey_inbox (team_space_id, wave_id, answers) select %s, %s, '[[1, 5]]' from generate_series(1, 30)", space, number)
    assert database.one("select gracy.settle_wave(%s, %s, false)", space, number) == 43
    assert database.one("select gracy.settle_wave(%s, %s, true)", space, number) == 30
