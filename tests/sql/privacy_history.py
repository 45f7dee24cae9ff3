"""Random small companies with a few weeks of check-ins, and the cells that are released of them."""
import datetime
import random
from dataclasses import dataclass, field

from psycopg2.extras import execute_values

SPACE = 930001
MONTH = datetime.date(2025, 9, 1)
# The weeks whose Thursday lies in September 2025.
WEEKS = [datetime.date(2025, 9, 1) + datetime.timedelta(days=7 * n) for n in range(4)]
LATER = "2026-01-01"
# Instead of a seed: twenty people, of whom seven are one manager and the people below, and five of these answer.
OWN_PEOPLE = -1


@dataclass
class Cell:
    """A cell that says something, with the answers (member, day) that it is of, as of when it was decided."""
    grain: str
    period: datetime.date
    kind: str
    group: int
    reason: str | None
    mean: float | None
    participation: int | None
    members_from: int | None
    answers: dict                                    # (member, day) -> score
    eligible: set

    @property
    def members(self):
        return {member for member, _ in self.answers}

    def __str__(self):
        return f"{self.grain} {self.period} {self.kind} {self.group}"


@dataclass
class History:
    seed: int
    cells: list = field(default_factory=list)
    refused: int = 0


def insert(cursor, into, rows):
    if rows:
        execute_values(cursor, f"insert into {into} values %s", rows)


def populate(cursor, draw):
    """A company of one to four departments (a tree), reporting lines, two locations and perhaps two teams."""
    people = draw.randint(8, 44)
    departments = draw.randint(1, 4)
    cursor.execute("insert into team_space (id, slug, name) overriding system value values (%s, 'attacked', 'Attacked')", (SPACE,))
    for n in range(1, departments + 1):
        parent = draw.choice([None] + list(range(1, n))) if n > 1 else None
        cursor.execute("insert into department (team_space_id, id, parent_id, name) overriding system value values (%s, %s, %s, %s)",
                       (SPACE, n, parent, f"department {n}"))
    cursor.execute("insert into location (team_space_id, id, name) overriding system value"
                   " select %s, n, 'location ' || n from generate_series(1, 2) as n", (SPACE,))
    cursor.execute("insert into team (team_space_id, id, name) overriding system value"
                   " select %s, n, 'team ' || n from generate_series(1, 2) as n", (SPACE,))
    span = draw.choice([3, 6, 12])
    tidy = draw.random() < 0.5
    rows = []
    for n in range(1, people + 1):
        manager = None if n == 1 else max(1, (n - 2) // span)
        if manager == n:
            manager = 1
        # Tidy: places follow departments but for a few people, which is where differences of groups are small.
        department = 1 + (n - 1) * departments // people if tidy else draw.randint(1, departments)
        location = 1 + department % 2 if draw.random() < 0.9 else draw.randint(1, 2)
        rows.append((SPACE, n, f"person {n}", f"p{n}@attacked.example", department, manager, location))
    insert(cursor, "member (team_space_id, id, name, email, department_id, manager_id, location_id) overriding system value", rows)
    insert(cursor, "team_member (team_space_id, team_id, member_id)",
           [(SPACE, team, member) for team in range(1, draw.randint(0, 2) + 1)
            for member in draw.sample(range(1, people + 1), draw.randint(1, people))])
    return people


def check_in(cursor, draw, people, week):
    """A week of answers: most people once or twice; now and then a department that agrees."""
    presence = draw.choice([0.5, 0.9, 1.0])
    agreed = draw.choice([None, None, 1, 3, 5])
    cursor.execute("select id, department_id from member where team_space_id = %s order by id", (SPACE,))
    rows = []
    for member, department in cursor.fetchall():
        for day in draw.sample(range(7), draw.choice([1, 1, 2])) if draw.random() < presence else ():
            score = agreed if agreed and department == 1 else draw.randint(1, 5)
            rows.append((SPACE, member, week + datetime.timedelta(days=day), score))
    insert(cursor, "mood_entry (team_space_id, member_id, on_date, score)", rows)


def groups(cursor, start, end):
    """Who is in which group, as the release sees it."""
    cursor.execute("savepoint looking")
    cursor.execute("select gracy.stage_groups(%s, 'check_ins', %s, %s)", (SPACE, start, end))
    cursor.execute("select group_kind, group_id, unit_id from release_group_unit where team_space_id = %s", (SPACE,))
    found = {}
    for kind, group, unit in cursor.fetchall():
        found.setdefault((kind, group), set()).add(unit)
    cursor.execute("rollback to savepoint looking")
    return found


def answers_now(cursor, start, end):
    cursor.execute("select member_id, on_date, score from mood_entry where team_space_id = %s and on_date >= %s and on_date < %s",
                   (SPACE, start, end))
    return {(member, day): score for member, day, score in cursor.fetchall()}


def release(cursor, history, grain, start, end, withdrawn):
    """Lets the worker's function decide a period, and notes what a reader of everything published then knows."""
    members = groups(cursor, start, end - datetime.timedelta(days=1))
    answers = answers_now(cursor, start, end)
    period = MONTH if grain == "month" else start
    cursor.execute("select outcome from gracy.release_check_ins(%s, %s, %s, %s)", (SPACE, grain, period, LATER))
    assert cursor.fetchone()[0] == "ok"
    cursor.execute("select group_kind, group_id, reason, mean, participation, members_from from released_cell"
                   " where team_space_id = %s and grain = %s and period_start = %s order by id", (SPACE, grain, period))
    for kind, group, reason, mean, participation, members_from in cursor.fetchall():
        people = members[kind, group]
        # A month of a large group is made of its published weeks: it is no new equation.
        if reason not in (None, "consistent") or (grain == "month" and len(people) >= 15):
            history.refused += 1
            continue
        # A member's week from which something was withdrawn after it was published is left out whole.
        own = {(member, day): score for (member, day), score in answers.items()
               if member in people and (member, day - datetime.timedelta(days=day.weekday())) not in withdrawn}
        history.cells.append(Cell(grain, period, kind, group, reason, mean, participation, members_from, own, set(people)))


def make(cursor, seed):
    """Lives through one random history; the caller rolls it back."""
    history = History(seed)
    if seed == OWN_PEOPLE:
        return own_people(cursor, history)
    draw = random.Random(seed)
    people = populate(cursor, draw)
    withdrawn = set()
    for number, week in enumerate(WEEKS):
        check_in(cursor, draw, people, week)
        release(cursor, history, "week", week, week + datetime.timedelta(days=7), set())
        # Somebody moves, somebody takes an answer back.
        if draw.random() < 0.5:
            cursor.execute("update member set location_id = 3 - location_id where team_space_id = %s and id = %s",
                           (SPACE, draw.randint(1, people)))
        if draw.random() < 0.7:
            cursor.execute("delete from mood_entry where team_space_id = %s and on_date >= %s and member_id = %s"
                           " returning member_id", (SPACE, week, draw.randint(1, people)))
            withdrawn |= {(row[0], week) for row in cursor.fetchall()}
    release(cursor, history, "month", WEEKS[0], WEEKS[-1] + datetime.timedelta(days=7), frozen(cursor, withdrawn, history))
    return history


def frozen(cursor, withdrawn, history):
    """The withdrawn weeks that some published week had counted."""
    return {(member, week) for member, week in withdrawn
            if any(cell.grain == "week" and cell.period == week and cell.reason is None and member in cell.members
                   for cell in history.cells)}


def own_people(cursor, history):
    cursor.execute(f"""
        insert into team_space (id, slug, name) overriding system value values ({SPACE}, 'attacked', 'Attacked');
        insert into member (team_space_id, id, name, email, manager_id) overriding system value
        select {SPACE}, n, 'person ' || n, 'p' || n || '@attacked.example', case when n between 2 and 7 then 1 end
        from generate_series(1, 20) as n;
        insert into mood_entry (team_space_id, member_id, on_date, score)
        select {SPACE}, n, week::date, 1 + (n + extract(day from week)::int) % 5
        from generate_series(1, 20) as n, generate_series('2025-09-01', '2025-09-22', interval '7 days') as week
        where n not in (6, 7);
    """)
    for week in WEEKS:
        release(cursor, history, "week", week, week + datetime.timedelta(days=7), set())
    release(cursor, history, "month", WEEKS[0], WEEKS[-1] + datetime.timedelta(days=7), set())
    return history
