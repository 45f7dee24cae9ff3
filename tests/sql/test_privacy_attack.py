"""Everything published about many random companies, taken together, gives away nobody; with any one of the rules
switched off, the same attacker finds somebody in the same companies."""
import functools
import random

import psycopg2.errors
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import database
import privacy_attack as attack
import privacy_history as histories
import privacy_months as months
import privacy_waves as waves

K = 5
PERMIT = "create or replace function gracy.{} returns bool language sql immutable parallel safe return {}"


@pytest.fixture(scope="module")
def connection():
    connection = database.superuser()
    connection.cursor().execute("set jit = off")
    connection.autocommit = False
    yield connection
    connection.close()


@pytest.fixture
def cursor(connection):
    connection.rollback()
    yield connection.cursor()
    connection.rollback()


def published(cursor, seed, make=histories.make):
    cursor.execute("savepoint company")
    try:
        return make(cursor, seed)
    finally:
        cursor.execute("rollback to savepoint company")


def shown(cursor):
    @functools.cache
    def of(contributors, eligible):
        if contributors < K or eligible < K:
            return None
        cursor.execute("select gracy.shown_participation(%s, %s), greatest(%s, gracy.shown_count(%s, %s) / 5 * 5)",
                       (contributors, eligible, K, contributors, eligible))
        return cursor.fetchone()
    return of


def attacks(cursor, cells):
    """Everything that the attacker tries; what was found, by the attack's name."""
    found = {"solve": attack.solve(cells, K), "bounds": attack.read_bounds(cells), "time": attack.compare_periods(cells, K),
             "oneself": attack.know_oneself(cells, K), "participation": attack.read_participation(cells, shown(cursor))}
    return {name: finding for name, finding in found.items() if finding}


@settings(max_examples=20, deadline=None, derandomize=True, database=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(seed=st.integers(1000, 2 ** 31))
def test_everything_published_gives_nobody_away(cursor, seed):
    assert not attacks(cursor, published(cursor, seed).cells)


def test_there_is_something_published_to_attack(cursor):
    """The property above would hold for silence."""
    lives = [published(cursor, seed) for seed in range(8)]
    released = [cell for life in lives for cell in life.cells if cell.reason is None]
    assert len(released) > 20 and any(life.refused for life in lives)
    assert {cell.grain for cell in released} == {"week", "month"}
    assert {cell.kind for cell in released} >= {"all", "department", "subtree"}


def source(cursor, name):
    cursor.execute("select pg_get_functiondef(%s::regproc)", (f"gracy.{name}",))
    return cursor.fetchone()[0]


def altered(cursor, name, before, after):
    text = source(cursor, name)
    assert before in text
    return text.replace(before, after)


SWITCHED_OFF = {
    # Whatever is too small as a cell is too small as a piece, too: the two rules cover for one another here.
    "primary suppression": (
        "solve", lambda cursor: PERMIT.format("enough_members(p_members int, p_k int)", "p_members > 0") + "; "
        + altered(cursor, "leaves_few", "from answer", "from answer where not inside")),
    "members, not answers": (
        "solve", lambda cursor: altered(cursor, "count_groups", "count(distinct unit.unit_id)", "count(unit.unit_id)") + "; "
        + altered(cursor, "leaves_few", "count(distinct unit_id)", "count(unit_id)")),
    "complementary suppression": (
        "solve", lambda cursor: PERMIT.format("may_remain(p_members int, p_k int)", "true")),
    "all kinds of groups together": (
        "solve", lambda cursor: altered(cursor, "split_parts", "p_group_kind, p_group_id) as unit",
                                        "p_group_kind, p_group_id) as unit where p_group_kind = 'department'")),
    "all periods together": (
        "solve", lambda cursor: "create or replace function gracy.recall_parts(p_team_space_id bigint, p_subject text)"
                                " returns void language sql return null"),
    "difference over time": (
        "time", lambda cursor: PERMIT.format("may_change_by(p_members int, p_k int)", "true")),
    "homogeneity": (
        "bounds", lambda cursor: PERMIT.format(
            "too_alike(p_members int, p_lowest int, p_highest int, p_floor int, p_ceiling int)", "false")),
    "agreement told only when it fits twice": (
        "bounds", lambda cursor: altered(cursor, "may_say_alike", "v_fits < 2", "false")),
    "a manager is not among the own people": (
        "oneself", lambda cursor: altered(cursor, "group_members", "above.depth > 0", "above.depth >= 0")),
    "participation in steps": (
        "participation", lambda cursor: "create or replace function gracy.shown_count(p_contributors int, p_eligible int)"
                                        " returns int language sql immutable parallel safe return p_contributors"),
}


@pytest.mark.parametrize("rule", SWITCHED_OFF)
def test_the_attack_finds_somebody_without(cursor, rule):
    expected, replacement = SWITCHED_OFF[rule]
    cursor.execute(replacement(cursor))
    for seed in [histories.OWN_PEOPLE] + list(range(40)):
        if expected in attacks(cursor, published(cursor, seed).cells):
            return
    pytest.fail("the attacker found nobody: the rule, or the attack, does nothing")


def attacks_on_wave(cursor, life):
    @functools.cache
    def people(contributors, eligible):
        return (None, shown(cursor)(contributors, eligible)[1]) if contributors >= K and eligible > K else None

    @functools.cache
    def percent(contributors, eligible):
        return (shown(cursor)(contributors, eligible)[0], None) if contributors >= K and eligible > K else None

    found = {"solve": attack.solve(life.cells, K), "bounds": attack.read_bounds(life.cells),
             "participation": attack.read_participation(life.participation, percent) or attack.read_participation(life.cells, people)}
    for option, cells in life.options.items():
        found |= {f"solve {option}": attack.solve(cells, K), f"bounds {option}": attack.read_bounds(cells, 0, 1),
                  f"participation {option}": attack.read_participation(cells, people)}
    return {name: finding for name, finding in found.items() if finding}


@settings(max_examples=30, deadline=None, derandomize=True, database=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(seed=st.integers(1000, 2 ** 31))
def test_everything_released_of_a_wave_gives_nobody_away(cursor, seed):
    assert not attacks_on_wave(cursor, published(cursor, seed, waves.make))


def test_a_wave_releases_something_of_each_kind_of_group(cursor):
    lives = [published(cursor, seed, waves.make) for seed in range(24)]
    released = [cell for life in lives for cell in life.cells if cell.reason is None]
    assert any(life.refused for life in lives)
    assert {cell.kind for cell in released} == {"all", "department", "location", "manager_group", "tenure"}
    assert all(any(life.options[option] for life in lives) for option in waves.OPTIONS)
    assert any(life.participation for life in lives)


OPTIONS_TOGETHER = "several options decided as one"
WAVES_WITHOUT = SWITCHED_OFF | {
    OPTIONS_TOGETHER: ("bounds 1", lambda cursor: altered(
        cursor, "stage_wave_question", "then min(gracy.wave_answer_score(p_metric, given.value))\n"
        "                    else bool_or(given.value = p_option)::int end", "then min(gracy.wave_answer_score(p_metric, given.value)) else 0 end"
    ).replace("else bool_or(given.value = p_option)::int end as highest", "else 1 end as highest")),
}


@pytest.mark.parametrize("rule", ["primary suppression", "complementary suppression", "all kinds of groups together", "homogeneity",
                                  "agreement told only when it fits twice", "participation in steps", OPTIONS_TOGETHER])
def test_the_attack_on_waves_finds_somebody_without(cursor, rule):
    """The rules are the same functions; that waves keep to them is what is tried here."""
    expected, replacement = WAVES_WITHOUT[rule]
    cursor.execute(replacement(cursor))
    for seed in range(60):
        if expected in attacks_on_wave(cursor, published(cursor, seed, waves.make)):
            return
    pytest.fail("the attacker found nobody: the rule, or the attack, does nothing")


def test_the_company_of_a_manager_with_few_people_is_safe_too(cursor):
    history = published(cursor, histories.OWN_PEOPLE)
    assert any(cell.kind == "all" and cell.reason is None for cell in history.cells)
    assert not attacks(cursor, history.cells)


def test_means_are_rounded(cursor):
    """An exact mean tells how many answers it is of: 17/7 is of seven, or of fourteen."""
    cursor.execute("select gracy.shown_mean(17, 7), gracy.shown_mean(24, 10), gracy.shown_mean(-5, 3)")
    assert cursor.fetchone() == (2.4, 2.4, -1.7)


def test_what_is_published_stays(cursor):
    histories.make(cursor, 1)
    cursor.execute("select outcome from gracy.release_check_ins(%s, 'week', %s, %s)",
                   (histories.SPACE, histories.WEEKS[0], histories.LATER))
    assert cursor.fetchone()[0] == "done"
    cursor.execute("set local role gracy_app")
    for change in ("update released_cell set mean = 1", "delete from released_cell", "delete from release_run"):
        cursor.execute("savepoint trying")
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            cursor.execute(change)
        cursor.execute("rollback to savepoint trying")


def test_nothing_is_published_before_the_week_is_over_everywhere(cursor):
    histories.populate(cursor, random.Random(1))
    for now, outcome in (("2025-09-08 11:59+00", "open"), ("2025-09-08 12:00+00", "ok")):
        cursor.execute("select outcome from gracy.release_check_ins(%s, 'week', '2025-09-01', %s)", (histories.SPACE, now))
        assert cursor.fetchone()[0] == outcome


FIRST, SECOND = 1, 2
OTHERS = range(101, 131)


def under(manager, people):
    return dict.fromkeys(people, manager)


def test_the_one_who_stays_behind_when_a_manager_is_replaced_stays_unknown(cursor):
    """Seven people's mood this month and six of them's the next, under another name, would be the seventh's."""
    seven = range(11, 18)
    months.found(cursor, [FIRST, SECOND, *seven, *OTHERS], under(FIRST, seven))
    assert months.live(cursor, months.MONTHS[0])[FIRST]["month"] == ["released"]
    months.report(cursor, under(SECOND, seven[:6]) | under(FIRST, OTHERS[:7]))
    later = months.live(cursor, months.MONTHS[1])
    assert (later[FIRST]["month"], later[SECOND]["month"]) == (["released"], ["changed_by_few"])
    # That the first manager's group is other people by now does not make it forgotten who it was.
    assert months.live(cursor, months.MONTHS[2])[SECOND]["month"] == ["changed_by_few"]


def test_the_same_people_under_another_manager_come_out(cursor):
    seven = range(11, 18)
    months.found(cursor, [FIRST, SECOND, *seven, *OTHERS], under(FIRST, seven))
    months.live(cursor, months.MONTHS[0])
    months.report(cursor, under(SECOND, seven))
    for month in months.MONTHS[1:]:
        assert months.live(cursor, month)[SECOND]["month"] == ["released"]


@pytest.mark.parametrize("weeks", ["week", "month_of_weeks"], ids=["its weeks are told", "its month is"])
def test_who_leaves_a_group_that_is_published_by_the_month_from_then_on_stays_unknown(cursor, weeks):
    """Fifteen people's weeks, and the month that is made of them, beside fourteen people's month."""
    fifteen = range(11, 26)
    months.found(cursor, [FIRST, *fifteen, *OTHERS], under(FIRST, fifteen))
    before = months.live(cursor, months.MONTHS[0])[FIRST]
    assert before["month"] == ["released"] and set(before["week"]) == {"released"}
    # Others may have answered in the last week than in the month: either is enough.
    cursor.execute("delete from release_contributors where team_space_id = %s and grain <> %s", (histories.SPACE, weeks))
    months.report(cursor, under(None, fifteen[14:]))
    assert months.live(cursor, months.MONTHS[1])[FIRST] == {"month": ["changed_by_few"]}


def test_who_joins_a_group_that_is_published_by_the_week_from_then_on_stays_unknown(cursor):
    fourteen = range(11, 25)
    months.found(cursor, [FIRST, *fourteen, *OTHERS], under(FIRST, fourteen))
    assert months.live(cursor, months.MONTHS[0])[FIRST]["month"] == ["released"]
    months.report(cursor, under(FIRST, OTHERS[:1]))
    later = months.live(cursor, months.MONTHS[1])[FIRST]
    assert set(later["week"]) == {"changed_by_few"} and later["month"] == ["no_weeks"]


def test_a_company_in_which_nothing_changes_is_told_of_every_period(cursor):
    """Groups of the same people, by whatever name, do not stand in one another's way."""
    eight, twenty = range(11, 19), range(21, 41)
    months.found(cursor, [FIRST, SECOND, *eight, *twenty, *OTHERS], under(FIRST, eight) | under(SECOND, twenty))
    cursor.execute("insert into team (team_space_id, id, name) overriding system value values (%s, 1, 'the same')", (histories.SPACE,))
    cursor.execute("insert into team_member (team_space_id, team_id, member_id) select %s, 1, unnest(%s::bigint[])", (histories.SPACE, list(eight)))
    for month in months.MONTHS:
        decided = months.live(cursor, month)
        assert decided[FIRST]["month"] == decided[SECOND]["month"] == ["released"] and set(decided[SECOND]["week"]) == {"released"}
    cursor.execute("select count(*) from released_cell where team_space_id = %s and group_kind = 'team' and released", (histories.SPACE,))
    assert cursor.fetchone()[0] == len(months.MONTHS)


@pytest.mark.parametrize("answers", [False, True], ids=["silent", "answering"])
def test_who_is_on_leave_does_not_make_a_group_of_five_large_enough(cursor, answers):
    """The manager, who sees in the directory who is on leave, would know that each of the five checked in; that the group comes out
    when the sixth checked in all the same would tell that."""
    six = range(11, 17)
    months.found(cursor, [FIRST, *six, *OTHERS], under(FIRST, six))
    cursor.execute("update member set status = 'on_leave' where team_space_id = %s and id = %s", (histories.SPACE, six[5]))
    assert months.live(cursor, months.MONTHS[0], () if answers else six[5:])[FIRST]["month"] == ["too_few"]


def test_who_is_on_leave_does_not_lower_participation(cursor):
    twenty = range(11, 31)
    months.found(cursor, [FIRST, *twenty, *OTHERS], under(FIRST, twenty))
    cursor.execute("update member set status = 'on_leave' where team_space_id = %s and id = any (%s)", (histories.SPACE, list(twenty[10:])))
    months.live(cursor, months.MONTHS[0], twenty[8:])
    cursor.execute("select participation from released_cell where team_space_id = %s and group_kind = 'subtree' and grain = 'month'",
                   (histories.SPACE,))
    assert cursor.fetchone() == (80,)


def waved(cursor, words=(), gone=()):
    """Six people of one manager and twenty others answer a wave, all but those who are gone before they do; some write something. The
    (reason, n, stats) of each question for the whole and for the six, how many texts there are, and how many were invited."""
    six = range(11, 17)
    months.found(cursor, [FIRST, SECOND, *six, *OTHERS[:20]], under(FIRST, six) | under(SECOND, OTHERS[:20]))
    cursor.execute("select survey_id from gracy.create_survey(%s, 1, %s, null, null, 'attack')",
                   (histories.SPACE, '{"title": {"en": "x"}, "questions": [{"kind": "likert5", "text": {"en": "?"}}, {"kind": "text", "text": {"en": "?"}}]}'))
    wave = waves.launch(cursor, cursor.fetchone()[0])
    cursor.execute("update member set status = 'left' where team_space_id = %s and id = any (%s)", (histories.SPACE, list(gone)))
    cursor.execute("""
        with answering as (
            update wave_invite set responded = true where team_space_id = %s and wave_id = %s and member_id <> all (%s) returning *
        )
        insert into survey_inbox (team_space_id, wave_id, department_id, location_id, tenure_band, manager_id, answers)
        select team_space_id, wave_id, department_id, location_id, tenure_band, manager_id, jsonb_build_array(jsonb_build_array(1, 1 + member_id %% 5))
               || case when member_id = any (%s) then '[[2, 0, "words"]]' else '[]'::jsonb end
        from answering""", (histories.SPACE, wave, list(gone), list(words)))
    waves.release(cursor, wave)
    cursor.execute("select kind, question_no, reason, n, stats from wave_result where team_space_id = %s and wave_id = %s"
                   " and (kind, group_id) in (('all', 0), ('manager_group', %s))", (histories.SPACE, wave, FIRST))
    told = {(kind, question): rest for kind, question, *rest in cursor.fetchall()}
    cursor.execute("select (select count(*) from wave_text where team_space_id = %s and wave_id = %s), invited from survey_wave where id = %s",
                   (histories.SPACE, wave, wave))
    return told, *cursor.fetchone()


def test_who_leaves_before_they_answer_does_not_make_a_group_of_five_large_enough(cursor):
    told, _, _ = waved(cursor, gone=[11])
    assert [told["manager_group", question][0] for question in (0, 1)] == ["too_few", "too_few"]


def test_participation_is_of_those_who_could_answer_and_who_was_invited_stays_told(cursor):
    told, _, invited = waved(cursor, gone=OTHERS[:8])
    # Twenty could, and did: shown as all but two of them.
    assert told["all", 0] == [None, invited, {"participation": 90}]


def test_the_number_of_texts_never_tells_that_everybody_wrote(cursor):
    everybody = [FIRST, SECOND, *range(11, 17), *OTHERS[:20]]
    told, texts, invited = waved(cursor, words=everybody)
    assert invited == len(everybody) and texts == invited - 2
    assert told["all", 2] == [None, texts, {"texts": texts}]


def test_texts_of_which_two_are_too_many_are_too_few(cursor):
    """Eleven could write and did: nine could be shown, and ten is the fewest."""
    everybody = [FIRST, SECOND, *range(11, 17), *OTHERS[:20]]
    told, texts, _ = waved(cursor, words=everybody, gone=everybody[11:])
    assert (told["all", 2], texts) == (["too_few", None, None], 0)
