"""Rules that must hold when calls race: each test starts its calls together, on connections of their own, and looks at
what all of them answered and left behind."""
import json
import threading
from collections import Counter

import pytest

import database
from racing import GIVER, SPACE, Running, race, statement_text


def give(key, points=1, giver=GIVER, recipient=GIVER + 1, request="01"):
    key = f"'{key}'" if key else "null"
    return (f"select outcome, kudos_id from give_kudos({SPACE}, {giver}, '{{{recipient}}}', 'play', {points}, '고마워요',"
            f" 'public', {key}, '\\x{request}')")


def spent(cursor):
    cursor.execute(f"select coalesce(sum(spent), 0), coalesce(sum(granted), 0) from allowance_period where team_space_id = {SPACE}")
    return cursor.fetchone()


@pytest.mark.parametrize("attempt", range(5))
def test_racing_identical_gifts_are_one(company, attempt):
    answers = race([give("same", 10)] * 8)
    outcomes = Counter(rows[0][0] for rows in answers)
    assert outcomes == {"ok": 1, "replayed": 7}
    assert len({rows[0][1] for rows in answers}) == 1
    assert spent(company)[0] == 10
    company.execute(f"select count(*) from kudos where team_space_id = {SPACE}")
    assert company.fetchone() == (1,)


def test_racing_different_bodies_of_one_key_are_one_gift(company):
    answers = race([give("same", request="01"), give("same", request="02"), give("same", request="03")])
    assert Counter(rows[0][0] for rows in answers) == {"ok": 1, "key_reused": 2}


@pytest.mark.parametrize("attempt", range(5))
def test_racing_gifts_never_overspend(company, attempt):
    answers = race([give(f"key-{n}", 30) for n in range(12)])
    assert Counter(rows[0][0] for rows in answers) == {"ok": 3, "allowance_exceeded": 9}
    assert spent(company) == (90, 100)


def test_gifts_of_different_members_do_not_wait_for_each_other(company):
    """While one giver's gift is open, others' to other people go through within the lock timeout."""
    holder = database.application()
    holder.autocommit = False
    holder.cursor().execute(give("held"))
    try:
        answers = race([give("other", giver=GIVER + 2, recipient=GIVER + 4), give("third", giver=GIVER + 3, recipient=GIVER)], ["set lock_timeout = '300ms'"])
        assert [rows[0][0] for rows in answers] == ["ok", "ok"]
    finally:
        holder.rollback()
        holder.close()


def test_a_held_gift_makes_the_same_member_wait_not_fail_wrong(company):
    holder = database.application()
    holder.autocommit = False
    holder.cursor().execute(give("held", 60))
    timer = threading.Timer(0.2, holder.rollback)
    timer.start()
    # The one that waited sees the rollback: all of the allowance is there.
    assert race([give("waits", 60)])[0][0][0] == "ok"
    timer.join()
    holder.close()


def test_jobs_are_taken_once(admin):
    cursor = admin.cursor()
    cursor.execute("insert into job (kind, lane, payload, available_at, max_attempts)"
                   " select 'race', 'race', '{}', now(), 3 from generate_series(1, 200)")
    text = statement_text("jobs/take_jobs", "'race'", "array['race']", "10", "60", "'worker'")
    taken = []
    while True:
        answers = [row[0] for rows in race([text] * 6) for row in rows]
        if not answers:
            break
        taken += answers
    cursor.execute("delete from job where kind = 'race' returning id")
    assert sorted(taken) == sorted(row[0] for row in cursor.fetchall())
    assert len(taken) == 200


def test_takers_of_jobs_do_not_wait_for_each_other(admin):
    cursor = admin.cursor()
    cursor.execute("insert into job (kind, lane, payload, available_at, max_attempts)"
                   " select 'wait', 'wait', '{}', now(), 3 from generate_series(1, 20)")
    text = statement_text("jobs/take_jobs", "'wait'", "array['wait']", "10", "60", "'worker'")
    holder = database.application()
    holder.autocommit = False
    held = holder.cursor()
    held.execute(text)
    try:
        others = race([text], ["set lock_timeout = '300ms'"])[0]
        assert len(others) == 10
        assert not {row[0] for row in held.fetchall()} & {row[0] for row in others}
    finally:
        holder.rollback()
        holder.close()
        cursor.execute("delete from job where kind = 'wait'")


def test_a_slot_is_claimed_by_one(admin):
    text = statement_text("jobs/claim_cron_slot", "'race'", "0", "'2026-11-20'")
    assert sorted(rows[0][0] for rows in race([text] * 6)) == [False] * 5 + [True]
    admin.cursor().execute("delete from cron_run where name = 'race'")


def test_racing_attempts_to_log_in_are_no_more_than_one_after_the_other(company):
    text = statement_text("access/take_login_attempt", str(SPACE), "0", "'p9002@race.example'", "'203.0.113.1'")
    answers = race([text] * 14)
    assert sum(rows[0][0] is None for rows in answers) == 10


def test_a_token_that_is_revoked_leaves_nothing_that_it_was_making(company):
    company.execute(f"insert into api_token (team_space_id, member_id, name, prefix, hash, scopes) values"
                    f" ({SPACE}, {GIVER}, 'maker', 'p', sha256('race maker'), '{{}}') returning id")
    maker = company.fetchone()[0]
    make = [f"select outcome from create_api_token({SPACE}, {GIVER}, 'made', 'p', sha256('race {n}'), '{{}}', null, sha256('race maker'), 'race')"
            for n in range(6)]
    answers = race([*make[:3], f"select outcome from revoke_api_token({SPACE}, {GIVER}, {maker}, 'race')", *make[3:]])
    assert {rows[0][0] for rows in answers} <= {"ok", "revoked_maker"}
    company.execute(f"select count(*) from api_token where team_space_id = {SPACE} and made_by_token_id = {maker} and revoked_at is null")
    assert company.fetchone()[0] == 0


def test_an_access_change_is_dated_when_it_becomes_visible(admin, company):
    """A change made in a long transaction is not older than its commit: readers look back ten seconds only."""
    company.execute(f"delete from access_change where team_space_id = {SPACE}")
    slow = database.superuser()
    slow.autocommit = False
    cursor = slow.cursor()
    cursor.execute(f"update member set status = 'left' where team_space_id = {SPACE} and id = {GIVER}")
    cursor.execute("select clock_timestamp()")
    [before_the_commit] = cursor.fetchone()
    slow.commit()
    slow.close()
    company.execute(f"select created_at > %s from access_change where team_space_id = {SPACE}", [before_the_commit])
    assert company.fetchall() == [(True,)]


def change(member, changes, version=0, actor=GIVER):
    return f"select outcome from change_member({SPACE}, {actor}, {member}, {version}, '{changes}', 'race')"


@pytest.mark.parametrize("attempt", range(10))
def test_two_who_are_put_under_each_other_at_once_make_no_circle(company, attempt):
    a, b = GIVER + 1, GIVER + 2
    answers = race([change(a, f'{{"manager_id": "{b}"}}'), change(b, f'{{"manager_id": "{a}"}}')])
    assert Counter(rows[0][0] for rows in answers) == {"ok": 1, "manager_cycle": 1}
    company.execute(f"select count(*) from member_edge where team_space_id = {SPACE} and depth > 0")
    assert company.fetchone() == (1,)


def test_a_ring_of_twelve_stays_open(company):
    """Everybody is put under the next one at the same moment: one of them cannot be."""
    ring = [GIVER + n for n in range(12)]
    answers = race([change(member, f'{{"manager_id": "{ring[(at + 1) % 12]}"}}') for at, member in enumerate(ring)],
                   ["set lock_timeout = '10s'"])
    assert Counter(rows[0][0] for rows in answers) == {"ok": 11, "manager_cycle": 1}
    company.execute(f"select max(depth) from member_edge where team_space_id = {SPACE}")
    assert company.fetchone() == (11,)


@pytest.mark.parametrize("attempt", range(5))
def test_of_two_edits_of_one_version_none_is_lost(company, attempt):
    answers = race([change(GIVER + 1, f'{{"title": "{n}"}}', version=1) for n in range(8)])
    assert Counter(rows[0][0] for rows in answers) == {"ok": 1, "version_mismatch": 7}
    company.execute(f"select title, version from member where team_space_id = {SPACE} and id = {GIVER + 1}")
    winner = next(str(at) for at, rows in enumerate(answers) if rows[0][0] == "ok")
    assert company.fetchone() == (winner, 2)


def test_edits_of_different_fields_at_once_are_all_kept(company):
    """Without a version, each changes its own field and leaves the others' alone."""
    changes = ['{"title": "T"}', '{"name_en": "E"}', '{"tz": "Asia/Tokyo"}', '{"locale": "en"}', f'{{"manager_id": "{GIVER}"}}', '{"hired_on": "2020-01-01"}']
    assert {rows[0][0] for rows in race([change(GIVER + 1, each) for each in changes])} == {"ok"}
    company.execute(f"select title, name_en, tz, locale, manager_id, hired_on::text, version from member where team_space_id = {SPACE} and id = {GIVER + 1}")
    assert company.fetchone() == ("T", "E", "Asia/Tokyo", "en", GIVER, "2020-01-01", 7)


@pytest.mark.parametrize("attempt", range(5))
def test_of_two_owners_who_leave_at_once_one_stays(company, attempt):
    owners = (GIVER + 1, GIVER + 2)
    company.execute(f"insert into role_grant (team_space_id, member_id, role) select {SPACE}, unnest(array{list(owners)}), 'owner'")
    answers = race([change(owner, '{"status": "left"}', actor=owner) for owner in owners])
    assert Counter(rows[0][0] for rows in answers) in ({"ok": 1, "last_owner": 1}, {"ok": 1, "owners_only": 1})
    company.execute(f"select count(*) from member where team_space_id = {SPACE} and id in {owners} and status = 'active'")
    assert company.fetchone() == (1,)


def test_the_same_newcomer_added_at_once_is_one_member(company):
    call = (f"select outcome, id from create_member({SPACE}, {GIVER}, '{{\"name\": \"새\", \"email\": \"new@race.example\"}}', 'race', 'key', '\\x01')")
    answers = race([call] * 6, ["set lock_timeout = '10s'"])
    assert Counter(rows[0][0] for rows in answers) == {"ok": 1, "replayed": 5}
    assert len({rows[0][1] for rows in answers}) == 1


def test_two_imports_of_one_file_at_once_are_one(company):
    people = json.dumps([{"line": n + 2, "email": f"import{n}@race.example", "name": f"사람 {n}", "manager_email": f"import{(n + 1) % 50}@race.example"}
                         for n in range(49)] + [{"line": 51, "email": "import49@race.example", "name": "맨 위"}], ensure_ascii=False)
    call = f"select outcome, count(*) from import_members({SPACE}, {GIVER}, '{people}', false, 'race') group by 1"
    answers = race([call] * 3, ["set lock_timeout = '30s'"])
    assert sorted(answers) == [[("created", 50)], [("unchanged", 50)], [("unchanged", 50)]]
    company.execute(f"select max(depth) from member_edge where team_space_id = {SPACE}")
    assert company.fetchone() == (49,)


def test_questions_that_race_for_a_budget_of_ten_calls_make_ten(admin, company):
    cursor = admin.cursor()
    cursor.execute(f"insert into assistant_question (team_space_id, member_id, question, language)"
                   f" select {SPACE}, {GIVER}, 'q', 'en' from generate_series(1, 64) returning id")
    questions = [row[0] for row in cursor.fetchall()]
    answers = race([f"select reserve_assistant_budget({SPACE}, {question}, 100, 1000)" for question in questions])
    assert Counter(answer[0][0] for answer in answers) == {True: 10, False: 54}
    cursor.execute(f"select reserved, calls, refused from assistant_budget where team_space_id = {SPACE}")
    assert cursor.fetchall() == [(1000, 10, 54)]


def test_tasks_that_race_for_a_share_of_the_budget_keep_to_it(admin, company):
    cursor = admin.cursor()
    cursor.execute(f"insert into assistant_task (team_space_id, member_id, kind, version, input, input_hash)"
                   f" select {SPACE}, {GIVER}, 'note', 1, '{{}}', n::text::bytea from generate_series(1, 32) as n returning id")
    tasks = [row[0] for row in cursor.fetchall()]
    answers = race([f"select reserve_assistant_task_budget({SPACE}, {task}, 100, 2000, 1000)" for task in tasks])
    assert Counter(answer[0][0] for answer in answers) == {True: 10, False: 22}
    cursor.execute(f"select reserved from assistant_kind_budget where team_space_id = {SPACE} and kind = 'note'")
    assert cursor.fetchall() == [(1000,)]


def test_the_same_task_sent_twice_at_once_is_one(company):
    call = f"select outcome, id from start_assistant_task({SPACE}, {GIVER}, 'note', 1, '{{}}', null, null)"
    answers = race([call] * 4)
    assert Counter(answer[0][0] for answer in answers) == {"ok": 1, "joined": 3} and len({answer[0][1] for answer in answers}) == 1


def check_in(note):
    return f"select put_check_in({SPACE}, {GIVER}, member_today({SPACE}, {GIVER}, now()), 3, '{{}}', {note}, now())"


NOTE = "decode(repeat('00', 60), 'hex'), '0123abcd'"


def cards(cursor):
    cursor.execute(f"select count(*) from feeling where team_space_id = {SPACE}")
    return cursor.fetchone()[0]


def test_face_that_is_tapped_while_the_first_note_of_a_day_is_written_leaves_the_note(admin, company):
    first = database.application()
    with first.cursor() as cursor:
        cursor.execute("begin")
        cursor.execute(check_in(NOTE))
        second = Running(f"select put_check_in({SPACE}, {GIVER}, member_today({SPACE}, {GIVER}, now()), 5, '{{}}', null, null, now(), p_keeps_words => true)")
        second.waits(admin.cursor())
        cursor.execute("commit")
    first.close()
    second.end()
    company.execute(f"select score, note_key_id from mood_entry where team_space_id = {SPACE} and member_id = {GIVER}")
    assert company.fetchall() == [(5, "0123abcd")]


def test_of_two_first_check_ins_of_a_day_the_later_one_decides_over_the_card(admin, company):
    company.execute(f"insert into feeling_preference (team_space_id, member_id, wanted) values ({SPACE}, {GIVER}, true)")
    first = database.application()
    with first.cursor() as cursor:
        cursor.execute("begin")
        cursor.execute(check_in(NOTE))
        second = Running(check_in("null, null"))
        second.waits(admin.cursor())
        cursor.execute("commit")
    first.close()
    second.end()
    assert cards(company) == 0, "gone with the note"


def test_a_check_in_and_the_wish_to_have_none_read_do_not_deadlock(admin, company):
    company.execute(f"insert into feeling_preference (team_space_id, member_id, wanted) values ({SPACE}, {GIVER}, true)")
    company.execute(check_in(NOTE))
    assert cards(company) == 1
    reader = database.application()
    with reader.cursor() as cursor:
        cursor.execute("begin")
        cursor.execute(f"select from feeling where team_space_id = {SPACE} for no key update")
        writing = Running(check_in("decode(repeat('01', 60), 'hex'), '0123abcd'"))
        writing.waits(admin.cursor())
        withdrawing = Running(f"select put_feeling_preference({SPACE}, {GIVER}, false)")
        withdrawing.waits(admin.cursor())
        cursor.execute("commit")
    reader.close()
    writing.end()
    withdrawing.end()
    assert cards(company) == 0


def test_a_thread_that_is_stopped_while_a_worker_reserves_for_one_of_its_questions_does_not_deadlock(admin, company):
    company.execute(f"""
        insert into slack_installation (team_space_id, app_id, team_id) values ({SPACE}, 'A1', 'T0RACE');
        insert into slack_user (team_id, user_id, team_space_id, member_id) values ('T0RACE', 'U0RACE', {SPACE}, {GIVER});
        with asked as (insert into assistant_question (team_space_id, member_id, question, language)
                       select {SPACE}, {GIVER}, 'q', 'en' from generate_series(1, 2) returning id)
        insert into assistant_slack_question (team_space_id, question_id, team_id, channel, thread_ts)
        select {SPACE}, id, 'T0RACE', 'C0RACE', '1.2' from asked returning question_id""")
    questions = sorted(row[0] for row in company.fetchall())
    reserve = f"select reserve_assistant_budget({SPACE}, {{}}, 100, 1000)"
    company.execute(reserve.format(questions[0]))
    worker = database.application()
    with worker.cursor() as cursor:
        cursor.execute("begin")
        cursor.execute(f"select from assistant_question where team_space_id = {SPACE} and id = {questions[1]} for no key update")
        stopping = Running("select outcome from stop_questions_from_slack('T0RACE', null, 'U0RACE', null, 'C0RACE', '1.2')")
        stopping.waits(admin.cursor())
        cursor.execute(reserve.format(questions[1]))
        cursor.execute("commit")
    worker.close()
    stopping.end()
    company.execute(f"select outcome, reserved from assistant_question where team_space_id = {SPACE}")
    assert company.fetchall() == [("stopped", 0)] * 2
    company.execute(f"""
        delete from job where dedupe_key like '{SPACE}/%';
        delete from slack_user where team_space_id = {SPACE}; delete from slack_installation where team_space_id = {SPACE}""")


def test_a_message_whose_workspace_is_uninstalled_while_a_sender_takes_it_stays_ended(admin, company):
    """The sender has found it waiting before the uninstall is committed, and waits for it."""
    company.execute(f"""
        insert into slack_installation (team_space_id, app_id, team_id, token_sealed, key_id) values ({SPACE}, 'A1', 'T0RACE', '\\x01', 'k');
        select queue_slack_message({SPACE}, 'T0RACE', 'chat.postMessage', 'U0RACE', '{{"text": "a"}}', now() - interval '1 year')""")
    try:
        uninstalling = database.application()
        with uninstalling.cursor() as cursor:
            cursor.execute("begin")
            cursor.execute(f"select close_slack_installation({SPACE}, id) from slack_installation where team_space_id = {SPACE}")
            taking = Running("select from take_slack_batch(8, 120)")
            taking.waits(admin.cursor())
            cursor.execute("commit")
        uninstalling.close()
        taking.end()
        company.execute(f"select state, error, attempts, ended_at is not null from slack_message where team_space_id = {SPACE}")
        assert company.fetchall() == [("failed", "app_uninstalled", 0, True)]
    finally:
        for table in ("slack_message", "slack_lane", "slack_installation"):
            company.execute(f"delete from {table} where team_space_id = {SPACE}")


def test_a_message_that_is_queued_while_a_sender_begins_is_taken_and_handed_over(admin, company):
    """It is in the sight of what takes, and not yet of the statement around it."""
    company.execute(f"insert into slack_installation (team_space_id, app_id, team_id, token_sealed, key_id)"
                    f" values ({SPACE}, 'A1', 'T0RACE', '\\x01', 'k')")
    try:
        queueing = database.superuser()
        with queueing.cursor() as cursor:
            cursor.execute("begin")
            cursor.execute("lock table slack_lane in access exclusive mode")
            taking = Running(statement_text("slack/take_messages", "8", "120"))
            taking.waits(admin.cursor())
            cursor.execute(f"select queue_slack_message({SPACE}, 'T0RACE', 'chat.postMessage', 'U0RACE', '{{}}', now() - interval '1 year')")
            cursor.execute("commit")
        queueing.close()
        taking.thread.join()
        assert taking.error is None and [row[2] for row in taking.cursor.fetchall()] == ["T0RACE"]
        taking.end()
        company.execute(f"select state, attempts from slack_message where team_space_id = {SPACE}")
        assert company.fetchall() == [("sending", 1)]
    finally:
        for table in ("slack_message", "slack_lane", "slack_installation"):
            company.execute(f"delete from {table} where team_space_id = {SPACE}")


def test_a_reaction_that_comes_back_while_its_removal_is_written_gives_again(admin, company):
    company.execute(f"""
        insert into slack_installation (team_space_id, app_id, team_id) values ({SPACE}, 'A1', 'T0RACE');
        insert into slack_user (team_id, user_id, team_space_id, member_id) values
            ('T0RACE', 'U0GIVER', {SPACE}, {GIVER}), ('T0RACE', 'U0AUTHOR', {SPACE}, {GIVER + 1});
        update company_value set emoji = ':rocket:' where team_space_id = {SPACE}""")
    add = "select outcome from give_kudos_by_reaction('T0RACE', null, 'U0GIVER', 'U0AUTHOR', 'rocket', 'C0RACE', '1.1', '{}')"
    try:
        company.execute(add.format("10.1"))
        assert company.fetchone() == ("ok",)
        removing = database.application()
        with removing.cursor() as cursor:
            cursor.execute("begin")
            cursor.execute("select remove_reaction('T0RACE', null, 'U0GIVER', 'rocket', 'C0RACE', '1.1', '11.1')")
            adding = Running(add.format("12.1"))
            adding.waits(admin.cursor())
            cursor.execute("commit")
        removing.close()
        adding.end()
        company.execute(f"select count(*) from kudos where team_space_id = {SPACE} and voided_at is null")
        assert company.fetchone() == (1,)
    finally:
        company.execute(f"""
            delete from member_notice where team_space_id = {SPACE}; delete from slack_reaction_kudos where team_space_id = {SPACE};
            delete from slack_user where team_space_id = {SPACE}; delete from slack_installation where team_space_id = {SPACE}""")


def test_link_in_slack_waits_for_a_grant_to_its_member_with_nothing_held(company):
    """The other way round, each would wait for what the other holds."""
    member = GIVER + 1
    company.execute(f"""
        insert into role_grant (team_space_id, member_id, role) values ({SPACE}, {GIVER}, 'owner');
        insert into slack_user (team_id, user_id, team_space_id, member_id, by_address) values ('T0RACE', 'U0RACE', {SPACE}, {member}, true);
    """)
    granting = database.application()
    granting.autocommit = False
    cursor = granting.cursor()
    cursor.execute(f"select pg_backend_pid(), id from member where team_space_id = {SPACE} and id = {member} for no key update")
    pid = cursor.fetchone()[0]
    answers = []
    link = threading.Thread(target=lambda: answers.extend(race([f"select propose_slack_link({SPACE}, {GIVER}, 'T0RACE', 'U0RACE', {member}, null)"])))
    link.start()
    try:
        waiting = 0
        while link.is_alive() and not waiting:
            company.execute("select count(*) from pg_locks where not granted and %s = any(pg_blocking_pids(pid))", (pid,))
            waiting = company.fetchone()[0]
        cursor.execute("set lock_timeout = '500ms'")
        cursor.execute(f"select grant_role({SPACE}, {GIVER}, {member}, 'owner', null)")
        assert cursor.fetchone() == ("ok",)
        granting.commit()
    finally:
        granting.close()
        link.join()
        company.execute(f"select member_id, proposed_member_id from slack_user where team_space_id = {SPACE}")
        linked = company.fetchall()
        company.execute(f"delete from slack_user where team_space_id = {SPACE}")
    assert answers == [[("proposed",)]] and linked == [(None, member)]


def test_a_survey_that_is_deleted_while_its_wave_is_launched_does_not_deadlock(admin, company):
    """Both take the survey first: whoever launches waits with its wave free."""
    company.execute(f"""
        with asking as (insert into survey (team_space_id, title_en, created_by) values ({SPACE}, 'x', {GIVER}) returning id),
             versioned as (insert into survey_version (team_space_id, survey_id, no) select {SPACE}, id, 1 from asking)
        insert into survey_wave (team_space_id, survey_id, mode, audience, closes_at, created_by)
        select {SPACE}, id, 'anonymous', 'all', now() + interval '1 day', {GIVER} from asking returning survey_id, id""")
    survey, wave = company.fetchone()
    try:
        deleting = database.application()
        with deleting.cursor() as cursor:
            cursor.execute("begin")
            cursor.execute(f"select from survey where team_space_id = {SPACE} and id = {survey} for update")
            launching = Running(f"select launch_wave({SPACE}, {GIVER}, {wave}, 0, null)")
            launching.waits(admin.cursor())
            cursor.execute(f"select from survey_wave where team_space_id = {SPACE} and id = {wave} for update nowait")
            cursor.execute(f"select outcome from delete_survey({SPACE}, {GIVER}, {survey}, 0, null)")
            assert cursor.fetchone() == ("ok",)
            cursor.execute("commit")
        deleting.close()
        launching.end()
        company.execute(f"select count(*) from survey_wave where team_space_id = {SPACE}")
        assert company.fetchone() == (0,)
    finally:
        company.execute(f"delete from survey_wave where team_space_id = {SPACE}; delete from survey where team_space_id = {SPACE}")


def test_a_department_is_renamed_while_no_import_runs(company):
    """An import holds members and then wants their departments; a new name goes the other way, from a department to its members."""
    company.execute(f"insert into department (team_space_id, id, name) overriding system value values ({SPACE}, 9001, 'old')")
    importing = database.application()
    importing.autocommit = False
    cursor = importing.cursor()
    cursor.execute(f"select lock_hierarchy({SPACE}, 'member_edge')")
    rename = f"""select change_department({SPACE}, {GIVER}, 9001, 0, '{{"name": "new"}}', null)"""
    with pytest.raises(AssertionError, match="LockNotAvailable|lock timeout"):
        race([rename], settings=["set lock_timeout = '100ms'"])
    importing.rollback()
    importing.close()
    assert race([rename]) == [[("ok",)]]
    company.execute(f"delete from department where team_space_id = {SPACE}")
