"""What waits for what: each test holds one call at a chosen place, lets another meet it there, and looks at what both left
behind. A circle of waiting, or a state that nobody meant, is what it is there to find."""
import json

import pytest

import database
from racing import GIVER, SPACE, Running, statement_text


@pytest.fixture
def announcement(company):
    """One that is being sent, and its mail to one member on its way."""
    company.execute(f"""
        insert into announcement (team_space_id, author_id, edited_by, title_ko, body_ko, audience, channels, state, began_at, planned, recipients)
        values ({SPACE}, {GIVER}, {GIVER}, '제목', '내용', '{{"all": true}}', '{{email}}', 'sending', now(), true, 1) returning id""")
    [announcement] = company.fetchone()
    company.execute(f"""
        insert into announcement_recipient (team_space_id, announcement_id, member_id, locale, tz)
        values ({SPACE}, {announcement}, {GIVER + 1}, 'ko', 'UTC');
        insert into announcement_delivery (team_space_id, announcement_id, member_id, channel, state, due_at, attempts)
        values ({SPACE}, {announcement}, {GIVER + 1}, 'email', 'sending', now() + interval '1 minute', 1)""")
    yield announcement
    company.execute(f"delete from announcement where team_space_id = {SPACE}")


def test_a_mail_that_is_put_off_while_its_announcement_is_recalled_is_not_sent_again(admin, company, announcement, first):
    first.execute(f"select outcome from recall_announcement({SPACE}, {GIVER}, {announcement}, 0, null)")
    deferring = Running(f"select record_announcement_delivery({SPACE}, {announcement}, {GIVER + 1}, 'email', 'announcement', 'deferred', 'smtp_451', null)")
    deferring.waits(admin.cursor())
    first.execute("commit")
    deferring.end()
    company.execute(f"select state from announcement_delivery where team_space_id = {SPACE}")
    assert company.fetchall() == [("recalled",)]


def test_a_mail_that_has_gone_waits_for_no_recall(company, announcement, first):
    """What is not written down is sent again."""
    first.execute(f"select from announcement where team_space_id = {SPACE} and id = {announcement} for update")
    company.execute("set lock_timeout = '300ms'")
    company.execute(f"select record_announcement_delivery({SPACE}, {announcement}, {GIVER + 1}, 'email', 'announcement', 'sent', null, null)")
    company.execute(f"select state from announcement_delivery where team_space_id = {SPACE}")
    assert company.fetchall() == [("sent",)]


def test_a_token_that_is_made_while_its_owner_leaves_is_not_made(admin, company, first):
    company.execute(f"insert into role_grant (team_space_id, member_id, role) values ({SPACE}, {GIVER}, 'owner')")
    first.execute(f"select change_member({SPACE}, {GIVER}, {GIVER + 1}, 0, '{{\"status\": \"left\"}}', null)")
    making = Running(f"select outcome from create_api_token({SPACE}, {GIVER + 1}, 'late', 'gracy_late', sha256('late'), '{{}}', null, null, null)")
    making.waits(admin.cursor())
    first.execute("commit")
    making.end()
    company.execute(f"select count(*) from api_token where team_space_id = {SPACE} and revoked_at is null")
    assert company.fetchall() == [(0,)]


def session_of(company, member):
    company.execute(f"""
        insert into session (id_hash, team_space_id, member_id, idle_expires_at, expires_at)
        values (sha256('race'), {SPACE}, {member}, now() + interval '1 hour', now() + interval '1 hour')""")


MAKE_WITH_SESSION = f"select outcome from create_api_token({SPACE}, {GIVER + 1}, 'late', 'gracy_late', sha256('late'), '{{}}', null, sha256('race'), null)"
SIGN_OUT = f"select sign_out_member({SPACE}, {GIVER}, {GIVER + 1}, null)"


@pytest.mark.parametrize(("before", "after"), [(MAKE_WITH_SESSION, SIGN_OUT), (SIGN_OUT, MAKE_WITH_SESSION)],
                         ids=["made_first", "signed_out_first"])
def test_a_token_that_a_session_makes_while_it_is_signed_out_is_not_left(admin, company, first, before, after):
    session_of(company, GIVER + 1)
    first.execute(before)
    second = Running(after)
    second.waits(admin.cursor())
    first.execute("commit")
    second.end()
    company.execute(f"select count(*) from api_token where team_space_id = {SPACE} and revoked_at is null")
    assert company.fetchall() == [(0,)]


LOG_IN = statement_text("access/open_session", str(SPACE), str(GIVER + 1), "sha256('late')", "3600", "3600", "null", "null", "null", "'$argon2id$old'")


@pytest.mark.parametrize("ending", [
    f"select change_password({SPACE}, {GIVER + 1}, '$argon2id$old', '$argon2id$new', null, null)",
    "select reset_password(sha256('race'), '$argon2id$new', null)",
    f"""select change_member({SPACE}, {GIVER}, {GIVER + 1}, 0, '{{"status": "left"}}', null)"""], ids=["changed", "reset", "leaves"])
@pytest.mark.parametrize("comes_first", [True, False])
def test_a_login_with_a_password_that_is_changed_meanwhile_leaves_no_session(admin, company, first, ending, comes_first):
    company.execute(f"""
        insert into role_grant (team_space_id, member_id, role) values ({SPACE}, {GIVER}, 'owner');
        insert into member_password (team_space_id, member_id, password_hash) values ({SPACE}, {GIVER + 1}, '$argon2id$old');
        insert into password_link (team_space_id, member_id, email_key, asked_by, token_hash, expires_at)
        select {SPACE}, id, email_key, {GIVER}, sha256('race'), now() + interval '1 hour' from member where team_space_id = {SPACE} and id = {GIVER + 1}""")
    first.execute(LOG_IN if comes_first else ending)
    second = Running(ending if comes_first else LOG_IN)
    second.waits(admin.cursor())
    first.execute("commit")
    second.end()
    company.execute(f"select count(*) from session where team_space_id = {SPACE}")
    assert company.fetchall() == [(0,)]


def test_a_sign_in_with_slack_that_ends_while_its_member_leaves_opens_no_session(admin, company, first):
    company.execute(f"""
        insert into role_grant (team_space_id, member_id, role) values ({SPACE}, {GIVER}, 'owner');
        insert into slack_sign_in (browser_hash, nonce_hash, redirect_uri, stage, expires_at, team_space_id, member_id)
        values (sha256('browser'), sha256('nonce'), 'x', 'verified', now() + interval '10 minutes', {SPACE}, {GIVER + 1})""")
    try:
        first.execute("select open_slack_session(sha256('browser'), sha256('race'), 3600, 3600, null, null)")
        leaving = Running(f"""select change_member({SPACE}, {GIVER}, {GIVER + 1}, 0, '{{"status": "left"}}', null)""")
        leaving.waits(admin.cursor())
        first.execute("commit")
        leaving.end()
        company.execute(f"select count(*) from session where team_space_id = {SPACE}")
        assert company.fetchall() == [(0,)]
    finally:
        first.execute("rollback")
        company.execute("delete from slack_sign_in where browser_hash = sha256('browser')")


def test_two_who_make_a_token_at_once_make_no_more_than_there_may_be(admin, company, first):
    company.execute(f"""
        insert into api_token (team_space_id, member_id, name, prefix, hash, scopes)
        select {SPACE}, {GIVER}, 'x', 'p', sha256(('race ' || n)::bytea), '{{}}' from generate_series(1, 49) as n""")
    make = f"select outcome from create_api_token({SPACE}, {GIVER}, 'x', 'p', sha256('{{}}'), '{{{{}}}}', null, null, null)"
    first.execute(make.format("first"))
    second = Running(make.format("second"))
    second.waits(admin.cursor())
    first.execute("commit")
    second.end()
    company.execute(f"select count(*) from api_token where team_space_id = {SPACE} and revoked_at is null")
    assert company.fetchall() == [(50,)]


def test_an_import_of_leavers_takes_counters_in_the_order_of_gifts(company, first):
    """A gift that holds those of the first and goes on to the second must not find an import that came the other way."""
    company.execute(f"""
        insert into role_grant (team_space_id, member_id, role) values ({SPACE}, {GIVER}, 'owner');
        insert into leaderboard (team_space_id, member_id, metric, period, period_start, points, gifts, shown)
        select {SPACE}, {GIVER} + n, 'received', 'week', '2020-01-06', 1, 1, true from generate_series(1, 20) as n""")
    held = "select from leaderboard where team_space_id = {} and member_id = {} for no key update"
    first.execute(held.format(SPACE, GIVER + 1))
    people = json.dumps([{"line": 30 - n, "email": f"p{GIVER + n}@race.example", "status": "left"} for n in range(20, 0, -1)])
    importing = Running(f"select count(*) from import_members({SPACE}, {GIVER}, '{people}', false, 'race', true)")
    importing.waits(company)
    first.execute("set local lock_timeout = '2s'")
    for n in range(2, 21):
        first.execute(held.format(SPACE, GIVER + n))
    first.execute("commit")
    importing.end()
    company.execute(f"select count(*) from leaderboard where team_space_id = {SPACE} and shown")
    assert company.fetchall() == [(0,)]


@pytest.fixture
def wave(company):
    """An anonymous one that is open, and a function that puts answers into its inbox, with ids in the order of their numbers."""
    company.execute(f"""
        with asking as (insert into survey (team_space_id, title_en, created_by) values ({SPACE}, 'x', {GIVER}) returning id),
             versioned as (insert into survey_version (team_space_id, survey_id, no) select {SPACE}, id, 1 from asking)
        insert into survey_wave (team_space_id, survey_id, mode, audience, opens_at, closes_at, created_by, state, question_version, k_score, k_text,
                                 invited, launched_at)
        select {SPACE}, id, 'anonymous', 'all', now(), now() + interval '1 day', {GIVER}, 'launched', 1, 5, 10, 0, now() from asking returning id""")
    [wave] = company.fetchone()

    def answer(numbers):
        company.execute(f"""
            insert into survey_inbox (team_space_id, wave_id, id, answers)
            select {SPACE}, {wave}, lpad(n::text, 32, '0')::uuid, '[]' from unnest(array{list(numbers)}) as n""")

    yield wave, answer
    company.execute(f"delete from survey_wave where team_space_id = {SPACE}; delete from survey where team_space_id = {SPACE}")


def test_two_who_settle_a_wave_at_once_store_no_batch_of_a_few_answers(admin, company, wave, first):
    """Rows of one transaction are of one batch, so whoever reads them knows who answered when."""
    wave, answer = wave
    answer(range(1, 61))
    first.execute(f"select settle_wave({SPACE}, {wave}, false)")
    assert first.fetchone() == (30,)
    answer([61])
    second = Running(f"select settle_wave({SPACE}, {wave}, false)")
    second.waits(admin.cursor())
    first.execute("commit")
    second.end()
    company.execute(f"select count(*) from survey_response where team_space_id = {SPACE} group by xmin")
    assert company.fetchall() == [(30,)]
    company.execute(f"select count(*) from survey_inbox where team_space_id = {SPACE}")
    assert company.fetchone() == (31,)


def test_two_workers_who_tell_the_same_members_do_not_wait_for_each_other(admin, company, first):
    """Each began with some of what waits for both, and wanted the rest; here the first is held when it has told one of them."""
    ali, bea = GIVER + 1, GIVER + 2
    company.execute(f"""
        update team_space set tz = (select name from pg_timezone_names
                                    where name like 'Etc/GMT%' and (now() at time zone name)::time between '12:00' and '12:59:59' limit 1)
        where id = {SPACE};
        insert into slack_installation (team_space_id, app_id, team_id) values ({SPACE}, 'A1', 'T0RACE');
        insert into slack_lane (team_space_id, team_id, method, tokens, filled_at, next_at)
        values ({SPACE}, 'T0RACE', 'chat.postMessage', 1, now(), now());
        insert into slack_user (team_id, user_id, team_space_id, member_id)
        select 'T0RACE', 'U' || id, {SPACE}, id from unnest(array[{ali}, {bea}]) as id;
        insert into member_notice (team_space_id, member_id, kind, text_en, text_ko, tell_at)
        select {SPACE}, id, 'kudos.received', 'x', 'x', now() - interval '10 years' + place * interval '1 minute'
        from unnest(array[{ali}, {bea}, {bea}, {ali}]) with ordinality as waiting(id, place)""")
    try:
        first.execute(f"select from slack_lane where team_space_id = {SPACE} for update")
        tellers = [Running("select tell_members(2)")]
        tellers[0].waits(admin.cursor())
        tellers.append(Running("select tell_members(4)"))
        tellers[1].waits(admin.cursor())
        first.execute("commit")
        for teller in tellers:
            teller.end()
        company.execute(f"select channel from slack_message where team_space_id = {SPACE} order by channel")
        assert company.fetchall() == [(f"U{ali}",), (f"U{bea}",)], "one message each, with all that waited"
        company.execute(f"select count(*) from member_notice where team_space_id = {SPACE} and tell_at is not null")
        assert company.fetchone() == (0,)
    finally:
        company.execute(f"""
            delete from slack_message where team_space_id = {SPACE}; delete from slack_lane where team_space_id = {SPACE};
            delete from slack_user where team_space_id = {SPACE}; delete from slack_installation where team_space_id = {SPACE}""")


def test_members_of_several_workspaces_are_told_in_the_order_of_their_lanes(admin, company, first):
    """Whoever has the one lane may have the other after it."""
    company.execute(f"""
        update team_space set tz = (select name from pg_timezone_names
                                    where name like 'Etc/GMT%' and (now() at time zone name)::time between '12:00' and '12:59:59' limit 1)
        where id = {SPACE};
        insert into slack_installation (team_space_id, app_id, team_id) values ({SPACE}, 'A1', 'T0RACE1'), ({SPACE}, 'A1', 'T0RACE2');
        insert into slack_user (team_id, user_id, team_space_id, member_id)
        values ('T0RACE2', 'U1', {SPACE}, {GIVER + 1}), ('T0RACE1', 'U2', {SPACE}, {GIVER + 2});
        insert into slack_lane (team_space_id, team_id, method, tokens, filled_at, next_at)
        select {SPACE}, team, 'chat.postMessage', 1, now(), now() from unnest(array['T0RACE1', 'T0RACE2']) as team;
        insert into member_notice (team_space_id, member_id, kind, text_en, text_ko, tell_at)
        select {SPACE}, {GIVER} + n, 'kudos.received', 'x', 'x', now() - interval '10 years' from generate_series(1, 2) as n""")
    try:
        lane = f"select from slack_lane where team_space_id = {SPACE} and team_id = 'T0RACE{{}}' for update"
        first.execute(lane.format(1))
        telling = Running("select tell_members(2)")
        telling.waits(admin.cursor())
        first.execute("set lock_timeout = '300ms'")
        first.execute(lane.format(2))
        first.execute("commit")
        telling.end()
        company.execute(f"select count(*) from slack_message where team_space_id = {SPACE}")
        assert company.fetchone() == (2,)
    finally:
        company.execute(f"""
            delete from slack_message where team_space_id = {SPACE}; delete from slack_lane where team_space_id = {SPACE};
            delete from slack_user where team_space_id = {SPACE}; delete from slack_installation where team_space_id = {SPACE}""")


def kudos(company, ids, visibility="public", giver=None, age="0"):
    """Gifts of one point to the twentieth member, each by another one of the first, or all by one; counted as given."""
    company.execute(f"""
        insert into kudos (team_space_id, id, giver_id, value_id, points, message, visibility, source, created_at, counted_on)
            overriding system value
        select {SPACE}, id, coalesce({giver or 'null'}, {GIVER} + id - 90001), 9001, 1, '고마워요', '{visibility}', 'api',
               now() - interval '{age}', (now() - interval '{age}')::date from unnest(array{ids}) as id;
        insert into kudos_recipient (team_space_id, kudos_id, position, member_id, points, created_at)
        select {SPACE}, id, 1, {GIVER + 20}, 1, now() - interval '{age}' from unnest(array{ids}) as id;
        insert into recognition_edge (team_space_id, giver_id, month, receiver_id, gifts, points)
        select team_space_id, giver_id, month, receiver_id, gifts, points from recognition_edge_recount where team_space_id = {SPACE};
        insert into leaderboard (team_space_id, member_id, metric, period, period_start, points, gifts, shown)
        select team_space_id, member_id, metric, period, period_start, points, gifts, shown from leaderboard_recount
        where team_space_id = {SPACE}""")


def test_two_who_take_gifts_of_one_pair_back_at_once_leave_nothing_of_them(admin, company, first):
    """Neither gift is counted anywhere else: nothing but the pair's own counter has them meet."""
    kudos(company, [90001, 90002], "private", GIVER, "400 days")
    void = f"select outcome from void_kudos({SPACE}, {GIVER}, {{}}, 0, 'a mistake', null)"
    first.execute(void.format(90001))
    second = Running(void.format(90002))
    second.waits(admin.cursor())
    first.execute("commit")
    second.end()
    company.execute(f"select gifts, points from recognition_edge where team_space_id = {SPACE}")
    assert company.fetchall() == []


@pytest.mark.parametrize("counted_before", [True, False])
@pytest.mark.parametrize("gift_first", [True, False])
def test_who_comes_back_to_leaderboards_while_they_are_thanked_is_on_them(admin, company, first, counted_before, gift_first):
    thanked = GIVER + 1
    gift = f"select outcome from give_kudos({SPACE}, {GIVER}, '{{{thanked}}}', 'play', 1, '고마워요', 'public', null, '\\x01')"
    come_back = f"select set_leaderboard_opt_out({SPACE}, {thanked}, false)"
    company.execute(f"insert into leaderboard_opt_out (team_space_id, member_id) values ({SPACE}, {thanked})")
    if counted_before:
        company.execute(gift)
    first.execute(gift if gift_first else come_back)
    second = Running(come_back if gift_first else gift)
    second.waits(admin.cursor())
    first.execute("commit")
    second.end()
    company.execute(f"select distinct shown from leaderboard where team_space_id = {SPACE} and member_id = {thanked}")
    assert company.fetchall() == [(True,)]


def test_a_gift_is_taken_back_while_somebody_comes_back_to_leaderboards_without_a_circle(admin, company, first):
    """Whoever takes it back has the counters, then tells whom they are of."""
    kudos(company, [90001])
    company.execute(f"insert into leaderboard_opt_out (team_space_id, member_id) values ({SPACE}, {GIVER + 20})")
    first.execute(f"select from member where team_space_id = {SPACE} and id = {GIVER + 20} for update")
    taking_back = Running(f"select outcome from void_kudos({SPACE}, {GIVER}, 90001, 0, 'a mistake', null)")
    taking_back.waits(admin.cursor())
    first.execute("set lock_timeout = '300ms'")
    first.execute(f"select set_leaderboard_opt_out({SPACE}, {GIVER + 20}, false)")
    first.execute("commit")
    taking_back.end()


def test_a_message_is_deleted_while_one_who_reacted_to_it_gives_without_a_circle(admin, company, first):
    company.execute(f"insert into slack_installation (team_space_id, app_id, team_id) values ({SPACE}, 'A1', 'T0RACE')")
    kudos(company, [90001, 90002])
    company.execute(f"""
        insert into allowance_period (team_space_id, member_id, period_start, granted, spent)
        select {SPACE}, member, (allowance_terms(policy, (now() at time zone team_space.tz)::date)).starts_on, 100, 1
        from recognition_policy policy, team_space, unnest(array[{GIVER}, {GIVER + 1}]) as member
        where policy.team_space_id = {SPACE} and team_space.id = {SPACE};
        insert into slack_reaction_kudos (team_space_id, team_id, channel, message_ts, user_id, reaction, kudos_id)
        select {SPACE}, 'T0RACE', 'C0RACE', '1.2', 'U' || id, 'tada', id from unnest(array[90001, 90002]) as id""")
    try:
        first.execute(f"select from allowance_period where team_space_id = {SPACE} and member_id = {GIVER + 1} for no key update")
        deleting = Running("select take_back_reactions('T0RACE', null, 'C0RACE', '1.2')")
        deleting.waits(admin.cursor())
        first.execute(f"select outcome from give_kudos({SPACE}, {GIVER + 1}, '{{{GIVER + 20}}}', 'play', 1, '고마워요', 'public', null, '\\x01')")
        first.execute("commit")
        deleting.end()
        company.execute(f"select count(*) from kudos where team_space_id = {SPACE} and voided_by = giver_id")
        assert company.fetchone() == (2,)
        company.execute(f"select member_id, spent from allowance_period where team_space_id = {SPACE} order by 1")
        assert company.fetchall() == [(GIVER, 0), (GIVER + 1, 1)]
    finally:
        company.execute(f"""
            delete from slack_reaction_kudos where team_space_id = {SPACE}; delete from slack_installation where team_space_id = {SPACE}""")


def test_a_gift_is_taken_back_while_its_month_is_rolled_up(company, first):
    """The worker has the month for as long as a step takes; that it is wanted anew is heard at the next one."""
    kudos(company, [90001], age="400 days")
    try:
        company.execute("select open_analytics_units()")
        first.execute(f"update analytics_unit set final = true, rolled_at = now() where team_space_id = {SPACE}")
        second = database.application()
        with second.cursor() as cursor:
            cursor.execute("set lock_timeout = '300ms'")
            cursor.execute(f"select outcome from void_kudos({SPACE}, {GIVER}, 90001, 0, 'a mistake', null)")
            assert cursor.fetchone() == ("ok",)
            # Nor does another worker wait: it has nothing to begin anew as long as the month is held.
            cursor.execute("select reopen_analytics_units()")
        second.close()
        first.execute("commit")
        company.execute("select reopen_analytics_units()")
        company.execute(f"select count(*) from analytics_unit where team_space_id = {SPACE} and not final and rolled_at is null")
        assert company.fetchone() == (2,), "its week and its month"
        company.execute(f"select count(*) from analytics_reopening where team_space_id = {SPACE}")
        assert company.fetchone() == (0,)
    finally:
        first.execute("rollback")
        company.execute(f"""
            delete from analytics_reopening where team_space_id = {SPACE}; delete from analytics_unit where team_space_id = {SPACE}""")


@pytest.fixture
def workspace(company):
    """One without people, and how a page of them is stored."""
    company.execute(f"""
        insert into slack_installation (team_space_id, app_id, team_id) values ({SPACE}, 'A1', 'T0RACE');
        insert into slack_sync (team_space_id, team_id) values ({SPACE}, 'T0RACE')""")
    yield lambda members: (
        f"select store_slack_people({SPACE}, 'T0RACE', '', '', 0, array{['U' + str(member) for member in members]},"
        f" array{['x'] * len(members)}, array{[f'p{member}@race.example' for member in members]}, array{[1] * len(members)},"
        f" array{[0] * len(members)}, array{[0] * len(members)}, array{[0] * len(members)}, array{[''] * len(members)},"
        f" array{[1] * len(members)}::bigint[])")
    company.execute(f"""
        delete from slack_user where team_space_id = {SPACE}; delete from slack_sync where team_space_id = {SPACE};
        delete from slack_installation where team_space_id = {SPACE}""")


def linked(company):
    company.execute(f"select user_id, member_id, proposed_member_id from slack_user where team_space_id = {SPACE} order by 1")
    return company.fetchall()


def test_a_page_of_people_waits_for_an_import_with_no_member_held(admin, company, workspace, first):
    """An import takes members by their ids; Slack names people in an order of its own."""
    hold = f"select from member where team_space_id = {SPACE} and id = {{}} for no key update"
    first.execute(hold.format(GIVER + 1))
    storing = Running(workspace([GIVER + 2, GIVER + 1]))
    storing.waits(admin.cursor())
    first.execute("set lock_timeout = '300ms'")
    first.execute(hold.format(GIVER + 2))
    first.execute("commit")
    storing.end()
    assert linked(company) == [(f"U{member}", member, None) for member in (GIVER + 1, GIVER + 2)]


def test_somebody_is_described_by_slack_while_an_administrator_links_them(admin, company, workspace, first):
    """Whoever links has the member, then the person; so does what Slack says of them."""
    company.execute(f"insert into slack_user (team_id, user_id, team_space_id) values ('T0RACE', 'U1', {SPACE})")
    first.execute(f"select from member where team_space_id = {SPACE} and id = {GIVER + 1} for no key update")
    describing = Running(f"select put_slack_user('T0RACE', null, 'U1', false, false, false, null, 'p{GIVER + 1}@race.example', now())")
    describing.waits(admin.cursor())
    first.execute("set lock_timeout = '300ms'")
    first.execute(f"select propose_slack_link({SPACE}, {GIVER}, 'T0RACE', 'U1', {GIVER + 1}, null)")
    assert first.fetchone() == ("proposed",)
    first.execute("commit")
    describing.end()
    assert [row[0] for row in linked(company)] == ["U1"]


def test_who_is_linked_already_waits_for_nobody(company, workspace, first):
    """An import holds members for seconds, and people change what is said of them in Slack at any time."""
    company.execute(f"insert into slack_user (team_id, user_id, team_space_id, member_id) values ('T0RACE', 'U1', {SPACE}, {GIVER + 1})")
    first.execute(f"select from member where team_space_id = {SPACE} and id = {GIVER + 1} for no key update")
    company.execute("set lock_timeout = '300ms'")
    company.execute(f"select put_slack_user('T0RACE', null, 'U1', false, false, false, 'Asia/Seoul', 'p{GIVER + 1}@race.example', now())")
    assert company.fetchone() == ("ok",)


def test_a_leaver_is_erased_while_somebody_links_them_without_a_circle(admin, company, workspace, first):
    leaver = GIVER + 1
    company.execute(f"""
        insert into slack_user (team_id, user_id, team_space_id, proposed_member_id) values ('T0RACE', 'U1', {SPACE}, {leaver});
        update member set status = 'left', left_on = current_date where team_space_id = {SPACE} and id = {leaver}""")
    first.execute(f"select from member where team_space_id = {SPACE} and id = {leaver} for no key update")
    erasing = Running(f"select outcome from erase_member({SPACE}, {GIVER}, {leaver}, null, null)")
    erasing.waits(admin.cursor())
    first.execute("set lock_timeout = '300ms'")
    first.execute(f"select confirm_slack_link({SPACE}, {leaver}, 'T0RACE', 'U1', null)")
    first.execute("commit")
    erasing.end()
    assert linked(company) == [("U1", None, None)]


def test_a_password_is_changed_while_a_link_sets_one_without_a_circle(admin, company, first):
    """A link has the member and its own row, then the password."""
    company.execute(f"""
        insert into member_password (team_space_id, member_id, password_hash) values ({SPACE}, {GIVER + 1}, '$argon2id$old');
        insert into password_link (team_space_id, member_id, email_key, asked_by, token_hash, expires_at)
        select {SPACE}, id, email_key, {GIVER}, sha256('race'), now() + interval '1 hour' from member where team_space_id = {SPACE} and id = {GIVER + 1}""")
    first.execute(f"select from member where team_space_id = {SPACE} and id = {GIVER + 1} for no key update")
    first.execute(f"select from password_link where team_space_id = {SPACE} for update")
    changing = Running(f"select change_password({SPACE}, {GIVER + 1}, '$argon2id$old', '$argon2id$new', null, null)")
    changing.waits(admin.cursor())
    first.execute("set local lock_timeout = '300ms'")
    first.execute("select outcome from reset_password(sha256('race'), '$argon2id$newer', null)")
    assert first.fetchone() == ("ok",)
    first.execute("commit")
    changing.end()
    company.execute(f"select password_hash from member_password where team_space_id = {SPACE}")
    assert company.fetchone() == ("$argon2id$newer",)


@pytest.mark.parametrize("granted", [True, False])
def test_an_approval_comes_while_workspaces_are_listed_without_a_circle(admin, company, first, granted):
    """A page of the list has the sync, then the installations."""
    company.execute(f"""
        with organization as (
            insert into slack_installation (team_space_id, app_id, enterprise_id) values ({SPACE}, 'A1', 'E0RACE') returning id)
        insert into slack_installation (team_space_id, app_id, enterprise_id, team_id, organization_id)
        select {SPACE}, 'A1', 'E0RACE', 'T0RACE', id from organization;
        insert into slack_sync (team_space_id, team_id) values ({SPACE}, 'E0RACE')""")
    try:
        first.execute(f"select from slack_sync where team_space_id = {SPACE} and team_id = 'E0RACE' for no key update")
        approving = Running(f"select change_slack_approval('E0RACE', '{{T0RACE}}', {granted})")
        approving.waits(admin.cursor())
        first.execute("set local lock_timeout = '300ms'")
        first.execute(f"select approve_slack_workspace({SPACE}, 'E0RACE', 'T0RACE', 'race')")
        first.execute("commit")
        approving.end()
    finally:
        company.execute(f"""
            delete from slack_sync where team_space_id = {SPACE};
            delete from slack_installation where team_space_id = {SPACE} and team_id is not null;
            delete from slack_installation where team_space_id = {SPACE}""")


@pytest.mark.parametrize("withdrawn", [False, True])
def test_points_are_added_while_the_giver_comes_back_to_leaderboards_without_a_circle(admin, company, first, withdrawn):
    """Whoever has counters waits for nobody: another gift may have the giver's, and want these."""
    kudos(company, [90001])
    boost = f"select outcome from boost_kudos({SPACE}, {GIVER + 5}, 90001, 1)"
    if withdrawn:
        company.execute(boost)
        boost = f"select outcome from withdraw_boost({SPACE}, {GIVER + 5}, 90001)"
    first.execute(f"select from member where team_space_id = {SPACE} and id = {GIVER} for update")
    boosting = Running(boost)
    boosting.waits(admin.cursor())
    first.execute("set local lock_timeout = '300ms'")
    first.execute(f"select from leaderboard where team_space_id = {SPACE} and member_id = {GIVER + 20} for no key update")
    first.execute("commit")
    boosting.end()
    company.execute(f"select sum(points) from leaderboard where team_space_id = {SPACE} and member_id = {GIVER + 20}")
    assert company.fetchone() == (4 if withdrawn else 8,), "of four periods"


def test_somebody_leaves_while_a_round_seats_them_without_a_circle(admin, company, first):
    """Whoever leaves is held, and then the programs that they are in."""
    company.execute(f"""
        insert into role_grant (team_space_id, member_id, role) values ({SPACE}, {GIVER}, 'owner');
        insert into coffee_program (team_space_id, id, name, cadence, weekday, at, starts_on, next_round_at, prepare_at) overriding system value
        values ({SPACE}, 9001, 'Lunch', 'weekly', 3, '12:30', current_date, date_trunc('minute', now()), now());
        insert into coffee_participant (team_space_id, program_id, member_id) select {SPACE}, 9001, {GIVER} + n from generate_series(1, 2) as n""")
    try:
        first.execute(f"select from member where team_space_id = {SPACE} and id = {GIVER + 1} for update")
        seating = Running(f"""
            select outcome from store_coffee_round({SPACE}, 9001, (select next_round_at from coffee_program where team_space_id = {SPACE}), 1,
                                                   '{{{GIVER + 1},{GIVER + 2}}}', '{{1,1}}', 0)""")
        seating.waits(admin.cursor())
        first.execute("set local lock_timeout = '300ms'")
        first.execute(f"""select change_member({SPACE}, {GIVER}, {GIVER + 1}, 0, '{{"status": "left"}}', null)""")
        first.execute("commit")
        seating.end()
    finally:
        first.execute("rollback")
        company.execute(f"delete from coffee_program where team_space_id = {SPACE}")
