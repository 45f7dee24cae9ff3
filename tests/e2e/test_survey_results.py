"""What a wave's results tell, to whom, and what they keep to themselves."""
import csv
import io

from support.http_client import assert_problem
from survey_fixtures import *  # noqa: F401,F403 - fixtures
from survey_fixtures import QUESTIONS, answer, cell, make_survey, make_wave, release, results, total
from worker_fixtures import *  # noqa: F401,F403 - fixtures


def test_what_is_too_small_or_could_be_worked_out_is_held_back(company):
    """The fourth team has three people: it is not there at all, and because three are fewer than five, the third team
    is held back too, or else the fourth would be what is left of the whole."""
    wave = make_wave(company)
    for place, member in enumerate(company.everybody):
        assert answer(company, wave, member, {"1": place % 11, "2": 1 + place % 5, "3": 1}).status == 201
    company.admin.post(f"/api/v1/waves/{wave['id']}/close")
    release(company, wave)
    shown = {group["group"]["name"]: cell(group, 1) for group in results(company, wave, "department")}
    assert {name: (cell["released"], cell["reason"], cell["n"]) for name, cell in shown.items()} == {
        "Team ann": (True, None, 15), "Team bob": (True, None, 10), "Team cleo": (False, "complementary", None)}
    assert shown["Team cleo"]["stats"] is None
    participation = company.admin.get(f"/api/v1/waves/{wave['id']}/participation?group=department").json()["data"]
    assert total(company, wave, "results?group=department") == total(company, wave, "participation?group=department") == len(participation)
    assert {row["group"]["name"]: row["participation"] for row in participation} == {"Team ann": 90, "Team bob": 85, "Team cleo": None}  # all but two


def test_results_are_a_file_with_what_the_screen_shows(company):
    """One row for each group and question; what is held back has its reason there too."""
    wave = make_wave(company)
    path = f"/api/v1/waves/{wave['id']}/results/export.csv?group=department&language=en"
    for place, member in enumerate(company.everybody):
        assert answer(company, wave, member, {"1": place % 11, "2": 1 + place % 5, "3": 1 + place % 2}).status == 201
    company.admin.post(f"/api/v1/waves/{wave['id']}/close")
    assert_problem(company.admin.get(path), 409, "results-in-preparation")
    release(company, wave)
    company.database.sql("update gracy.wave_group set name = '=1+1' where team_space_id = %s and wave_id = %s and name = 'Team ann'", company.space, int(wave["id"]))
    answered = company.admin.get(path)
    assert answered.status == 200 and answered.body.startswith(b"\xef\xbb\xbf"), "spreadsheets read it as UTF-8"
    assert f'filename="wave-results-{wave["id"]}-20' in answered.header("Content-Disposition")
    rows = list(csv.DictReader(io.StringIO(answered.body.decode("utf-8-sig"), newline="")))
    shown = [(group, each) for group in results(company, wave, "department") for each in group["results"]]
    assert len(rows) == len(shown) == 12
    for row, (group, each) in zip(rows, shown):
        assert row["group.name"].removeprefix("'") == group["group"]["name"] and int(row["results.question"]) == each["question"]
        assert row["results.n"] == ("" if each["n"] is None else str(each["n"])) and row["results.reason"] == (each["reason"] or "")
        mean = (each["stats"] or {}).get("mean")
        assert row["results.stats.mean"] == "" if mean is None else float(row["results.stats.mean"]) == mean
    assert {row["group.name"] for row in rows} == {"'=1+1", "Team bob", "Team cleo"}, "no cell is a formula"
    held = [row for row in rows if row["group.name"] == "Team cleo"]
    assert {row["results.released"] for row in held} == {"false"} and {row["results.stats.shares"] for row in held} == {""}
    lines = company.admin.get("/api/v1/audit-log?action=export.stream").json()["data"]
    assert [(line["target_id"], line["diff"]["query"]) for line in lines] == [(f"wave-results-{wave['id']}", "group=department&language=en")]


def test_what_all_of_a_group_said_alike_is_not_told(company):
    """All of the first team recommend us: a number would say what each of them answered."""
    wave = make_wave(company)
    for place, member in enumerate(company.everybody):
        score = 9 + place % 2 if member in company.teams["ann"] else place % 11
        assert answer(company, wave, member, {"1": score, "2": 1 + place % 5, "3": 1}).status == 201
    company.admin.post(f"/api/v1/waves/{wave['id']}/close")
    release(company, wave)
    [ann] = [group for group in results(company, wave, "department") if group["group"]["name"] == "Team ann"]
    assert (cell(ann, 1)["released"], cell(ann, 1)["n"], cell(ann, 1)["stats"]) == (False, None, None)
    assert cell(ann, 2)["released"] and cell(results(company, wave)[0], 1)["released"]


def test_a_manager_sees_the_whole_and_their_own_group(company):
    wave = make_wave(company)
    for place, member in enumerate(company.everybody):
        answer(company, wave, member, {"1": place % 11, "2": 1 + place % 5, "3": 1})
    company.admin.post(f"/api/v1/waves/{wave['id']}/close")
    release(company, wave)
    manager = company.as_member(company.heads["ann"])
    [group] = results(company, wave, "manager_group", manager)
    assert (group["group"]["id"], cell(group, 1)["n"]) == (str(company.heads["ann"]), 15)
    assert cell(results(company, wave, "all", manager)[0], 1)["released"]
    for group in ("department", "location", "tenure"):
        assert_problem(manager.get(f"/api/v1/waves/{wave['id']}/results?group={group}"), 403, "forbidden")
    # Cleo's six are held back: with what is shown of the others, the fourth team's three could be worked out.
    [group] = results(company, wave, "manager_group", company.as_member(company.heads["cleo"]))
    assert not cell(group, 1)["released"]
    assert_problem(manager.get(f"/api/v1/waves/{wave['id']}/texts?question=5"), 403)
    assert_problem(company.as_member(company.teams["ann"][0]).get(f"/api/v1/waves/{wave['id']}/results"), 403)


def test_a_manager_reads_no_whole_of_a_wave_that_asked_others(company):
    survey = make_survey(company)
    wave = make_wave(company, survey, audience="department", audience_id=str(company.departments["ann"]))
    for place, member in enumerate(company.teams["ann"]):
        answer(company, wave, member, {"1": place % 11, "2": 1 + place % 5, "3": 1})
    company.admin.post(f"/api/v1/waves/{wave['id']}/close")
    release(company, wave)
    asked, other = (company.as_member(company.heads[head]) for head in ("ann", "bob"))
    for what in ("results", "participation"):
        for manager in (asked, other):
            assert_problem(manager.get(f"/api/v1/waves/{wave['id']}/{what}"), 403, "forbidden")
        assert len(asked.get(f"/api/v1/waves/{wave['id']}/{what}?group=manager_group").json()["data"]) == 1
        assert other.get(f"/api/v1/waves/{wave['id']}/{what}?group=manager_group").json()["data"] == []
    of_group = [client.get(f"/api/v1/waves/{wave['id']}/results?group=manager_group").json()["wave"] for client in (company.admin, asked, other)]
    assert of_group == [company.admin.get(f"/api/v1/waves/{wave['id']}").json()] * 2 + [None]
    listed = [client.get("/api/v1/waves?include=total").json() for client in (company.admin, asked, other)]
    assert [[wave["id"] for wave in page["data"]] for page in listed] == [[wave["id"]], [wave["id"]], []]
    assert [page["page"]["total"] for page in listed] == [1, 1, 0]
    assert company.admin.get(f"/api/v1/surveys/{survey['id']}/trend").status == 200
    assert_problem(other.get(f"/api/v1/surveys/{survey['id']}/trend"), 404)


def test_who_launched_a_wave_hears_of_its_results(company):
    wave = make_wave(company)
    company.admin.post(f"/api/v1/waves/{wave['id']}/close")
    release(company, wave)
    release(company, wave)
    [notice] = company.admin.get("/api/v1/me/notices", [("Accept-Language", "en")]).json()["data"]
    assert (notice["kind"], notice["subject"]) == ("survey.results", {"kind": "wave", "id": wave["id"]})
    assert notice["text"] == "The survey “Pulse” is over: its results are in Gracy, with the survey."


def test_options_of_several_are_held_back_one_by_one(company):
    """Of the second team everybody chose the first option; the rest of the company did not, so that the whole less the first
    team would say so of them."""
    wave = make_wave(company, make_survey(company, [QUESTIONS[3]]))
    for place, member in enumerate(company.everybody[:34]):
        chosen = [1] + [2] * (place % 2) if member in company.teams["bob"] else [1 if place == 0 else 2] + [3] * (place % 3 == 0)
        assert answer(company, wave, member, {"1": chosen}).status == 201
    company.admin.post(f"/api/v1/waves/{wave['id']}/close")
    release(company, wave)
    assert set(cell(results(company, wave)[0], 1)["stats"]["shares"]) == {"1", "2", "3"}
    groups = results(company, wave, "department")
    assert not any("1" in (cell(group, 1)["stats"] or {"shares": {}})["shares"] for group in groups)
    shown = next(cell(group, 1)["stats"] for group in groups if cell(group, 1)["released"])
    assert 1 in shown["held_back"] and "2" in shown["shares"]


def test_a_trend_without_a_point_is_empty_and_an_unknown_metric_is_refused(company):
    survey = make_survey(company)
    path = f"/api/v1/surveys/{survey['id']}/trend"
    assert company.admin.get(f"{path}?metric=enps").json() == {"metric": "enps", "data": []}
    refused = assert_problem(company.admin.get(f"{path}?metric=weather"), 400, "malformed-query")
    assert [(error["parameter"], error["code"]) for error in refused["errors"]] == [("metric", "unknown_metric")]
    assert_problem(company.admin.get("/api/v1/surveys/999999999/trend"), 404)
    # Of a survey that has shown nothing yet, who leads people does not learn that it is there.
    assert_problem(company.as_member(company.heads["ann"]).get(path), 404)


def test_the_trend_leaves_out_what_a_few_people_changed(company):
    survey = make_survey(company)
    points = []
    # All; the same without two of them, which would tell of the two; then without ten.
    for missing in (0, 2, 10):
        wave = make_wave(company, survey)
        for place, member in enumerate(company.everybody[missing:]):
            answer(company, wave, member, {"1": place % 11, "2": 1 + place % 5, "3": 1})
        company.admin.post(f"/api/v1/waves/{wave['id']}/close")
        release(company, wave)
        points.append(wave["id"])
    trend = company.admin.get(f"/api/v1/surveys/{survey['id']}/trend?metric=enps").json()["data"]
    assert [(point["wave_id"], point["released"], point["reason"]) for point in trend] == [
        (points[0], True, None), (points[1], False, "changed_by_few"), (points[2], True, None)]
    assert trend[1]["n"] is None and trend[1]["value"] is None and -100 <= trend[0]["value"] <= 100


def test_a_wave_that_asked_some_is_no_point_of_the_company(company):
    survey = make_survey(company)
    ann = company.departments["ann"]
    waves = []
    for audience, people in (({}, company.everybody), ({"audience": "department", "audience_id": str(ann)}, company.teams["ann"]), ({}, company.everybody[10:])):
        wave = make_wave(company, survey, **audience)
        for place, member in enumerate(people):
            answer(company, wave, member, {"1": place % (7 if audience else 11), "2": 1 + place % 5, "3": 1})
        company.admin.post(f"/api/v1/waves/{wave['id']}/close")
        release(company, wave)
        waves.append(wave["id"])
    first, of_ann, last = waves
    line = company.admin.get("/api/v1/analytics/enps").json()["data"]
    assert [(point["wave_id"], point["audience"], point["audience_id"]) for point in line] == [(last, "all", None), (first, "all", None)]
    assert line[0]["change"] == line[0]["enps"] - line[1]["enps"] and line[1]["change"] is None
    trend = f"/api/v1/surveys/{survey['id']}/trend"
    assert [point["wave_id"] for point in company.admin.get(trend).json()["data"]] == [first, last]
    asked = {"audience": "department", "audience_id": str(ann)}
    [alone] = company.admin.get(f"{trend}?audience=department&audience_id={ann}").json()["data"]
    assert alone["wave_id"] == of_ann and {name: alone[name] for name in asked} == asked
    # Of a department it is a point, which says whom it asked, and no change from a wave that asked others.
    department = company.admin.get(f"/api/v1/analytics/enps?group=department&id={ann}").json()["data"]
    assert [(point["wave_id"], point["audience"]) for point in department] == [(last, "all"), (of_ann, "department"), (first, "all")]
    assert department[1]["change"] is None
    rows = company.admin.get("/api/v1/analytics/enps/export.csv").body.decode("utf-8-sig").splitlines()
    assert rows[0].endswith("change,audience,audience_id") and len(rows) == 3 and all(row.endswith(",all,") for row in rows[1:])
    refused = {"audience=team": "required", f"audience_id={ann}": "not_for_this_audience", f"audience=all&audience_id={ann}": "not_for_this_audience"}
    for query, code in refused.items():
        assert [error["code"] for error in assert_problem(company.admin.get(f"{trend}?{query}"), 400)["errors"]] == [code]
    assert_problem(company.as_member(company.heads["ann"]).get(f"{trend}?audience=department&audience_id={ann}"), 403)


def test_bands_of_tenure_have_names(company):
    company.database.sql("update gracy.member set hired_on = current_date - case when department_id = %s then 30 else 400 end where team_space_id = %s",
                         company.departments["ann"], company.space)
    wave = make_wave(company)
    for place, member in enumerate(company.everybody):
        answer(company, wave, member, {"1": place % 11, "2": 1 + place % 5, "3": 1})
    company.admin.post(f"/api/v1/waves/{wave['id']}/close")
    release(company, wave)
    names = {"1": ("1년 미만", "Under 1 year"), "2": ("1년 이상 3년 미만", "1 to 3 years")}
    for what in ("results", "participation"):
        groups = company.admin.get(f"/api/v1/waves/{wave['id']}/{what}?group=tenure").json()["data"]
        assert {row["group"]["id"]: (row["group"]["name"], row["group"]["name_en"]) for row in groups} == names
    assert "tenure,1,1년 미만,Under 1 year," in company.admin.get(f"/api/v1/waves/{wave['id']}/results/export.csv?group=tenure").body.decode()


def test_releasing_again_comes_to_the_same(company):
    wave = make_wave(company)
    for place, member in enumerate(company.everybody):
        answer(company, wave, member, {"1": place % 11, "2": 1 + place % 5, "3": 1 + place % 2, "5": "words"})
    company.admin.post(f"/api/v1/waves/{wave['id']}/close")
    release(company, wave)
    before = {group: results(company, wave, group) for group in ("all", "department", "tenure", "manager_group")}
    release(company, wave)
    assert {group: results(company, wave, group) for group in before} == before
