"""A small company in which nobody's mood ever changes and everybody checks in every week, month after month: what is published
of two months differs by who is in a group, and by nothing else."""
import datetime

from privacy_history import LATER, MONTH, SPACE, insert

MONTHS = [MONTH, datetime.date(2025, 10, 1), datetime.date(2025, 11, 1)]


def found(cursor, people, manager_of):
    """People by number, and whom they report to."""
    cursor.execute("insert into team_space (id, slug, name) overriding system value values (%s, 'attacked', 'Attacked')", (SPACE,))
    insert(cursor, "member (team_space_id, id, name, email) overriding system value",
           [(SPACE, n, f"person {n}", f"p{n}@attacked.example") for n in people])
    report(cursor, manager_of)


def report(cursor, manager_of):
    """From now on these people report to others, or to nobody."""
    for member, manager in manager_of.items():
        cursor.execute("update member set manager_id = %s where team_space_id = %s and id = %s", (manager, SPACE, member))


def live(cursor, month, asleep=()):
    """A month passes and is decided, with its weeks; of each group that somebody leads, the reasons of its weeks and of its month.
    Who is asleep is at work and does not check in."""
    cursor.execute("select gracy.check_in_month_start(%s), gracy.check_in_month_start((%s + interval '1 month')::date)", (month, month))
    start, end = cursor.fetchone()
    weeks = [start + datetime.timedelta(days=at) for at in range(0, (end - start).days, 7)]
    cursor.execute("insert into mood_entry (team_space_id, member_id, on_date, score)"
                   " select %s, id, week, 1 + id %% 5 from member, unnest(%s::date[]) as week"
                   " where team_space_id = %s and id <> all (%s::bigint[])", (SPACE, weeks, SPACE, list(asleep)))
    decided = {}
    for grain, period in [("week", week) for week in weeks] + [("month", month)]:
        cursor.execute("select outcome from gracy.release_check_ins(%s, %s, %s, %s)", (SPACE, grain, period, LATER))
        assert cursor.fetchone()[0] == "ok"
        cursor.execute("select group_id, coalesce(reason, 'released') from released_cell where team_space_id = %s and subject = 'check_ins'"
                       " and grain = %s and period_start = %s and group_kind = 'subtree'", (SPACE, grain, period))
        for group, reason in cursor.fetchall():
            decided.setdefault(group, {}).setdefault(grain, []).append(reason)
    return decided
