"""Policies: who sees which version on which day, what editors change, and what a search makes of it."""
import subprocess
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import pytest

from support import build
from support.http_client import assert_problem, errors_of

PATH = "/api/v1/policies"
ANY = [("If-Match", "*")]


@pytest.fixture(scope="module")
def admin(client, people):
    return client.as_(people.admin.token)


@pytest.fixture(scope="module")
def member(client, people):
    return client.as_(people.member.token)


def patch(editor, target: str, body: dict, headers=None):
    return editor.request("PATCH", target, json_body=body, headers=headers)


def create(admin, title="취업규칙", status="published", **more) -> str:
    response = admin.post(PATH, {"title": title, "language": "ko", "status": status, **more})
    assert response.status == 201, response
    return response.json()["id"]


def add_version(admin, policy: str, body: str, effective_from="2024-01-01", status="published", **more):
    response = admin.post(f"{PATH}/{policy}/versions", {"effective_from": effective_from, "status": status, "body": body, **more})
    assert response.status == 201, response
    return response.json()


def search(client, q: str, **more) -> list[dict]:
    extra = "".join(f"&{name}={value}" for name, value in more.items())
    response = client.get(f"{PATH}/search?q={quote(q)}{extra}")
    assert response.status == 200, response
    return response.json()["data"]


def policies_found(client, q: str, **more) -> set[str]:
    return {chunk["policy"]["id"] for chunk in search(client, q, **more)}


def test_a_policy_is_made_published_and_read(admin, member):
    response = admin.post(PATH, {"title": "여비규정", "title_en": "Travel", "language": "ko"})
    assert response.status == 201 and response.header("Location") == f"{PATH}/{response.json()['id']}"
    policy = response.json()
    assert policy["status"] == "draft" and policy["in_force"] is None and policy["version"] == 1
    version = add_version(admin, policy["id"], "# 여비규정\n\n제1조(목적) 출장비를 정한다.")
    assert version["number"] == 1 and version["status"] == "published"
    assert_problem(member.get(f"{PATH}/{policy['id']}"), 404, "not-found")
    changed = patch(admin, f"{PATH}/{policy['id']}", {"status": "published"}, headers=ANY)
    assert changed.status == 200 and changed.json()["status"] == "published"
    read = member.get(f"{PATH}/{policy['id']}")
    assert read.status == 200 and read.json()["in_force"]["body"].startswith("# 여비규정")
    assert read.json()["in_force"]["source_sha256"] == version["source_sha256"]
    assert member.get(f"{PATH}/{policy['id']}", headers=[("If-None-Match", read.header("ETag"))]).status == 304
    assert policy["id"] in [row["id"] for row in member.get(f"{PATH}?limit=200").json()["data"]]


def test_members_read_the_version_of_the_day(admin, member):
    policy = create(admin, "휴가규정")
    add_version(admin, policy, "하계 특별휴무는 사흘이다.", "2023-01-01")
    add_version(admin, policy, "하계 특별휴무는 닷새이다.", "2025-01-01")
    add_version(admin, policy, "하계 특별휴무는 열흘이다.", "2025-06-01", effective_until="2025-08-31")
    for on, number, word in (("2023-01-01", 1, "사흘"), ("2024-12-31", 1, "사흘"), ("2025-05-31", 2, "닷새"), ("2025-06-01", 3, "열흘"),
                             ("2025-08-31", 3, "열흘"), ("2025-09-01", 2, "닷새")):
        in_force = member.get(f"{PATH}/{policy}?on={on}").json()["in_force"]
        assert (in_force["number"], word in in_force["body"]) == (number, True), on
        [chunk] = [chunk for chunk in search(member, "하계 특별휴무", on=on) if chunk["policy"]["id"] == policy]
        assert chunk["policy"]["number"] == number and word in chunk["text"]
    assert_problem(member.get(f"{PATH}/{policy}?on=2022-12-31"), 404, "not-found")
    assert policy not in policies_found(member, "하계 특별휴무", on="2022-12-31")
    assert [row["number"] for row in member.get(f"{PATH}/{policy}/versions").json()["data"]] == [3, 2, 1]


def test_drafts_are_for_editors(admin, member):
    policy = create(admin, "초안")
    add_version(admin, policy, "비밀스러운 개정안", status="draft")
    assert_problem(member.get(f"{PATH}/{policy}"), 404, "not-found")
    assert_problem(member.get(f"{PATH}/{policy}/versions/1"), 404, "not-found")
    assert member.get(f"{PATH}/{policy}/versions").json()["data"] == []
    assert search(member, "비밀스러운 개정안") == [] and search(admin, "비밀스러운 개정안") == []
    assert admin.get(f"{PATH}/{policy}/versions/1").json()["body"] == "비밀스러운 개정안"
    assert patch(admin, f"{PATH}/{policy}/versions/1", {"status": "published"}, headers=ANY).status == 200
    assert policies_found(member, "비밀스러운 개정안") == {policy}


def test_an_archived_or_deleted_policy_is_found_no_more(admin, member):
    for retire, status in ((lambda policy: patch(admin, f"{PATH}/{policy}", {"status": "archived"}, headers=ANY), 200),
                           (lambda policy: admin.delete(f"{PATH}/{policy}", headers=ANY), 204),
                           (lambda policy: admin.delete(f"{PATH}/{policy}/versions/1", headers=ANY), 204)):
        policy = create(admin, "사라질 문서")
        add_version(admin, policy, "호텔 조식뷔페 이용권을 지급한다.")
        assert policies_found(member, "조식뷔페") == {policy}
        assert retire(policy).status == status
        assert search(member, "조식뷔페") == []


def test_a_change_needs_the_version_it_changes(admin):
    policy = create(admin, "판본")
    tag = admin.get(f"{PATH}/{policy}").header("ETag")
    assert_problem(patch(admin, f"{PATH}/{policy}", {"title": "새 판본"}), 428, "precondition-required")
    assert patch(admin, f"{PATH}/{policy}", {"title": "새 판본"}, headers=[("If-Match", tag)]).json()["title"] == "새 판본"
    assert_problem(patch(admin, f"{PATH}/{policy}", {"title": "옛 판본"}, headers=[("If-Match", tag)]), 412, "version-mismatch")
    add_version(admin, policy, "글")
    tag = admin.get(f"{PATH}/{policy}/versions/1").header("ETag")
    assert patch(admin, f"{PATH}/{policy}/versions/1", {"body": "다른 글"}, headers=[("If-Match", tag)]).status == 200
    assert_problem(admin.delete(f"{PATH}/{policy}/versions/1", headers=[("If-Match", tag)]), 412, "version-mismatch")


def test_what_has_been_in_force_stays_on_record(admin, database):
    """What the rule was on a day can be shown afterwards. Mistakes of the first day can be mended."""
    policy = create(admin, "감봉 기준")
    add_version(admin, policy, "사흘 늦으면 감봉한다.")
    version = f"{PATH}/{policy}/versions/1"
    assert patch(admin, version, {"body": "나흘 늦으면 감봉한다."}, headers=ANY).status == 200
    database.sql("update gracy.policy_version set in_force_since = in_force_since - 1 where document_id = %s", int(policy))
    for refused in (patch(admin, version, {"body": "하루 늦으면 감봉한다."}, headers=ANY), patch(admin, version, {"effective_from": "2025-01-01"}, headers=ANY),
                    admin.delete(version, headers=ANY)):
        assert "new version" in assert_problem(refused, 409, "was-in-force")["title"]
    assert "archived" in assert_problem(admin.delete(f"{PATH}/{policy}", headers=ANY), 409, "was-in-force")["title"]
    assert patch(admin, version, {"effective_until": "2099-12-31", "status": "draft"}, headers=ANY).status == 200
    assert_problem(patch(admin, version, {"body": "하루 늦으면 감봉한다."}, headers=ANY), 409, "was-in-force")
    assert admin.get(version).json()["body"] == "나흘 늦으면 감봉한다."
    assert add_version(admin, policy, "하루 늦으면 감봉한다.")["number"] == 2


def test_two_editors_never_lose_a_change(admin, database):
    policy = create(admin, "경합")
    tag = admin.get(f"{PATH}/{policy}").header("ETag")
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: patch(admin, f"{PATH}/{policy}", {"title": f"경합 {n}"}, headers=[("If-Match", tag)]).status, range(8)))
    assert answers.count(200) == 1 and set(answers) <= {200, 412, 503}
    assert database.one("select version from gracy.policy_document where id = %s", int(policy)) == 2


def test_a_repeated_request_makes_one(admin, database):
    key = [("Idempotency-Key", "policy-1")]
    body = {"title": "한 번만", "language": "ko"}
    first, again = (admin.post(PATH, body, headers=key) for _ in range(2))
    assert first.json()["id"] == again.json()["id"] and again.header("Idempotency-Replayed") == "true"
    assert errors_of(assert_problem(admin.post(PATH, body | {"title": "두 번"}, headers=key), 422)) == {"Idempotency-Key": "key_reused"}
    policy = first.json()["id"]
    version = {"effective_from": "2026-01-01", "body": "한 번만 적는다"}
    numbers = {admin.post(f"{PATH}/{policy}/versions", version, headers=key).json()["number"] for _ in range(3)}
    assert numbers == {1}
    assert database.one("select count(*) from gracy.policy_version where document_id = %s", int(policy)) == 1


def test_what_is_wrong_is_refused_by_name(admin):
    policy = create(admin, "틀린 것")
    for body, errors in (({"effective_from": "2026-02-30", "body": "글"}, {"#/effective_from": "not_a_date"}),
                         ({"effective_from": "2026-02-01", "effective_until": "2026-01-31", "body": "글"}, {"#/effective_until": "dates_reversed"}),
                         ({"effective_from": "2026-02-01", "body": ""}, {"#/body": "bad_length"}),
                         ({"effective_from": "2026-02-01", "body": "글", "status": "archived"}, {"#/status": "not_one_of"}),
                         ({"effective_from": "2026-02-01", "body": "글", "number": 7}, {"#/number": "unknown_field"})):
        assert errors_of(assert_problem(admin.post(f"{PATH}/{policy}/versions", body), 422)) == errors
    assert_problem(admin.post(f"{PATH}/999999999/versions", {"effective_from": "2026-02-01", "body": "글"}), 404, "not-found")
    assert admin.get(f"{PATH}/search").status == 400 and admin.get(f"{PATH}/search?q=").status == 400
    assert admin.post(f"{PATH}/{policy}/versions", {"effective_from": "2026-02-01", "body": "가" * 400_000}).status == 413


def test_a_large_text_is_taken_and_found(admin, member):
    policy = create(admin, "두꺼운 책")
    articles = "\n".join(f"제{n}조(조항 {n}) " + f"제{n}호 서식은 {n}번 창구에서 받아 담당자에게 낸다. " * 12 for n in range(1, 400))
    assert 300_000 < len(articles.encode()) < 1_000_000
    add_version(admin, policy, articles)
    [first, *_] = search(member, "제317조 317번 창구")
    assert first["headings"][-1] == "제317조(조항 317)"


def test_everything_is_audited_and_without_the_text(admin, database):
    policy = create(admin, "기록")
    add_version(admin, policy, "감사기록에 나오지 않을 본문")
    patch(admin, f"{PATH}/{policy}/versions/1", {"body": "바뀐 본문"}, headers=ANY)
    patch(admin, f"{PATH}/{policy}", {"title": "새 기록"}, headers=ANY)
    admin.delete(f"{PATH}/{policy}/versions/1", headers=ANY)
    admin.delete(f"{PATH}/{policy}", headers=ANY)
    rows = database.sql("select action, diff::text from gracy.audit_log where target_id in (%s, %s) and action like 'policy%%' order by id",
                        policy, policy + "/1")
    assert [action for action, _ in rows] == ["policy.create", "policy_version.create", "policy_version.update", "policy.update",
                                              "policy_version.delete", "policy.delete"]
    assert not any("본문" in diff for _, diff in rows)


def test_particles_cases_and_spaces_make_no_difference(admin, member):
    policy = create(admin, "탁구장 이용수칙")
    add_version(admin, policy, "# 시설\n\n## 탁구장\n\n탁구장은 Table Tennis 동호회원들이 점심시간에 예약하여 이용한다.")
    for q in ("탁구장을", "탁구장에서는", "탁구장 예약", "TABLE tennis", "table-tennis", "탁구장은 누가 이용하나요?"):
        assert policies_found(member, q) == {policy}, q


def test_the_snippet_shows_what_matches(admin, member):
    policy = create(admin, "수영장")
    filler = "이 문단에는 찾는 낱말이 들어 있지 않고 그저 길기만 하다. " * 8
    add_version(admin, policy, f"{filler}\n\n수영장 입장권은 관리실에서 나눠 준다. 👨‍👩‍👧 가족도 온다.\n\n{filler}")
    [chunk, *_] = search(member, "수영장 입장권")
    assert [part["text"] for part in chunk["snippet"] if part["match"]] == ["수영장", "입장권"]
    assert "관리실에서" in "".join(part["text"] for part in chunk["snippet"])
    assert chunk["snippet"][0]["text"].startswith("…")


def test_a_keystroke_too_many_is_forgiven(admin, member):
    policy = create(admin, "자판")
    add_version(admin, policy, "승강기 안에서는 뛰지 않는다. The escalator is inspected monthly.")
    assert policies_found(member, "승강키") == {policy}
    assert policies_found(member, "escalater") == {policy}


def test_companies_have_words_of_their_own(admin, member, client, people):
    policy = create(admin, "낱말")
    add_version(admin, policy, "활력일에는 전 사원이 오전만 일하고 흩어진다.")
    assert search(member, "해피데이") == []
    key = [("Idempotency-Key", "synonym-1")]
    made = admin.post(f"{PATH}/synonyms", {"terms": ["해피데이", "활력일", "happy day"]}, headers=key)
    assert made.status == 201, made
    again = admin.post(f"{PATH}/synonyms", {"terms": ["해피데이", "활력일", "happy day"]}, headers=key)
    assert again.json()["id"] == made.json()["id"] and again.header("Idempotency-Replayed") == "true"
    assert policies_found(member, "해피데이에 일하나요") == {policy}
    assert policies_found(member, "What is a happy day") == {policy}
    errors = errors_of(assert_problem(admin.post(f"{PATH}/synonyms", {"terms": ["Happy  Days", "축제"]}), 422))
    assert errors == {"#/terms": "term_taken"}
    assert errors_of(assert_problem(admin.post(f"{PATH}/synonyms", {"terms": ["연차", "연 차"]}), 422)) == {"#/terms/1": "duplicate"}
    synonym = made.json()["id"]
    assert patch(admin, f"{PATH}/synonyms/{synonym}", {"terms": ["활력일"]}, headers=ANY).status == 200
    assert search(member, "해피데이") == []
    assert admin.delete(f"{PATH}/synonyms/{synonym}", headers=ANY).status == 204
    assert synonym not in [row["id"] for row in admin.get(f"{PATH}/synonyms?limit=200&include=total").json()["data"]]


def test_a_group_of_ones_own_takes_the_place_of_a_built_in_one(admin, member):
    policy = create(admin, "휴가철")
    add_version(admin, policy, "Everybody accrues vacation while they zumba.")
    assert policy in policies_found(member, "PTO")
    made = admin.post(f"{PATH}/synonyms", {"terms": ["PTO", "parent teacher organisation"]}).json()
    assert policy not in policies_found(member, "PTO")
    assert admin.delete(f"{PATH}/synonyms/{made['id']}", headers=ANY).status == 204


def test_another_company_finds_nothing_of_it(admin, client, people):
    policy = create(admin, "우리끼리")
    add_version(admin, policy, "분수대 앞에서 모인다. The fountain is where we meet.")
    outsider = client.as_(people.outsider.token)
    assert search(outsider, "fountain") == [] and search(outsider, "분수대") == []
    assert policies_found(admin, "fountain") == {policy}


def test_counts_of_tokens_agree_with_the_chunks(database, admin):
    """Whatever was created, changed and deleted above: what is counted is what is there."""
    wrong = database.sql(
        "select token, counted.chunks, found.chunks from (select team_space_id, token, chunks from gracy.policy_token where chunks <> 0) counted"
        " full join (select team_space_id, token, count(*) as chunks from gracy.policy_chunk,"
        " unnest(tokens || array['']) as token where active group by 1, 2) found using (team_space_id, token)"
        " where counted.chunks is distinct from found.chunks limit 5")
    assert not wrong


def test_questions_of_any_kind_are_answered(member):
    for q in ("?", "...", "🙏", "a" * 300, "가" * 300, "' or 1=1 --", "\u1100\u1161", "%", "연차" * 150, "=연차", "^휴가 !휴가 +휴가", "the of and"):
        assert member.get(f"{PATH}/search?q={quote(q)}").status == 200, q


def test_the_policies_of_the_demo_are_published_once_and_found(client, people, admin, member, folder):
    token = folder / "demo_policies.token"
    token.write_text(people.admin.token + "\n")
    script = [build.ROOT / "scripts" / "lib" / "demo_policies.py", f"http://127.0.0.1:{client.port}", token, build.ROOT / "sql" / "demo" / "policies"]
    subprocess.run(script, check=True)
    published = admin.get(f"{PATH}?include=total").json()["page"]
    subprocess.run(script, check=True)
    assert admin.get(f"{PATH}?include=total").json()["page"] == published
    token.unlink()
    assert search(member, "배우자 출산휴가 며칠", on="2026-05-01")[0]["policy"]["title"] == "휴가 규정"
    assert all("20일" not in found["text"] for found in search(member, "배우자 출산휴가", on="2025-05-01"))
    assert search(member, "work from another country", on="2026-05-01")[0]["policy"]["title_en"] == "Remote work"
