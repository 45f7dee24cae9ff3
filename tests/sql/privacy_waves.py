"""Random small companies that answer a wave of a survey, and the cells that are released of it."""
import datetime
import random
import uuid
from dataclasses import dataclass, field

from privacy_history import SPACE, Cell, History, insert, populate

QUESTION, CHOICE = 1, 2
OPTIONS = (1, 2, 3)
DAY = datetime.date(2025, 9, 1)


@dataclass
class Wave(History):
    """The cells of the question of five levels, and what is said beside them."""
    participation: list = field(default_factory=list)
    options: dict = field(default_factory=lambda: {option: [] for option in OPTIONS})  # option -> cells


def ask(cursor):
    """A launched wave of a question of five levels, and of one that takes several options."""
    cursor.execute("select survey_id from gracy.create_survey(%s, 1, %s, null, null, 'attack')",
                   (SPACE, '{"title": {"en": "x"}, "questions": [{"kind": "likert5", "required": false, "text": {"en": "?"}}, {"kind": "multi", "required": false,'
                   ' "text": {"en": "?"}, "options": [{"en": "a"}, {"en": "b"}, {"en": "c"}]}]}'))
    return launch(cursor, cursor.fetchone()[0])


def launch(cursor, survey):
    """A wave of everybody."""
    cursor.execute("select wave_id from gracy.create_wave(%s, 1, %s, null, 'anonymous', 'all', null, null, null, null, now() + interval '1 day',"
                   " null, null, null, 'attack')", (SPACE, survey))
    [wave] = cursor.fetchone()
    cursor.execute("select outcome from gracy.launch_wave(%s, 1, %s, 0, 'attack')", (SPACE, wave))
    assert cursor.fetchone()[0] == "ok"
    return wave


def answer(cursor, draw, wave):
    """Most people answer, some without a word to a question; now and then a department agrees. Gives who answered, and the
    answers to each question: member -> score, member -> options."""
    presence = draw.choice([0.6, 0.9, 1.0])
    agreed = draw.choice([None, None, 1, 3, 5])
    cursor.execute("select member_id, department_id, location_id, tenure_band, manager_id from gracy.wave_invite"
                   " where team_space_id = %s and wave_id = %s order by member_id", (SPACE, wave))
    scores, choices, rows, answers, came = {}, {}, [], [], []
    for member, department, *others in cursor.fetchall():
        if draw.random() >= presence:
            continue
        response = str(uuid.UUID(int=draw.getrandbits(128)))
        came.append(member)
        rows.append((SPACE, wave, response, department, *others, "2025-09-01"))
        if draw.random() < 0.9:
            scores[member] = agreed if agreed and department == 1 else draw.randint(1, 5)
            answers.append((SPACE, wave, response, QUESTION, scores[member]))
        if draw.random() < 0.95:
            choices[member] = {OPTIONS[0]} if agreed and department == 1 else set(draw.sample(OPTIONS, draw.randint(1, 2)))
            answers += [(SPACE, wave, response, CHOICE, option) for option in sorted(choices[member])]
    insert(cursor, "gracy.survey_response (team_space_id, wave_id, id, department_id, location_id, tenure_band, manager_id, stored_on)", rows)
    insert(cursor, "gracy.survey_answer (team_space_id, wave_id, response_id, question_no, value)", answers)
    cursor.execute("update gracy.wave_invite set responded = true where team_space_id = %s and wave_id = %s and member_id = any (%s)",
                   (SPACE, wave, came))
    return came, scores, choices


def release(cursor, wave):
    """The wave is over, and decided."""
    cursor.execute("update gracy.survey_wave set opens_at = now() - interval '2 days', closes_at = now() - interval '1 day'"
                   " where team_space_id = %s and id = %s", (SPACE, wave))
    cursor.execute("select gracy.release_wave(%s, %s)", (SPACE, wave))
    assert cursor.fetchone()[0] == "ok"


def groups_of(cursor, wave):
    cursor.execute("select snapshot.kind, snapshot.group_id, invite.member_id from gracy.wave_invite invite,"
                   " lateral gracy.wave_person_groups(invite.team_space_id, invite.wave_id, invite.department_id, invite.location_id,"
                   " invite.tenure_band, invite.manager_id) as snapshot"
                   " where invite.team_space_id = %s and invite.wave_id = %s", (SPACE, wave))
    members = {}
    for kind, group, member in cursor.fetchall():
        members.setdefault((kind, group), set()).add(member)
    return members


def make(cursor, seed):
    """One wave of one random company, and what everybody who reads all of it then knows; the caller rolls it back."""
    life = Wave(seed)
    draw = random.Random(seed)
    populate(cursor, draw)
    cursor.execute("update member set hired_on = date '2025-01-01' - id::int * 150 where team_space_id = %s", (SPACE,))
    wave = ask(cursor)
    came, scores, choices = answer(cursor, draw, wave)
    release(cursor, wave)
    members = groups_of(cursor, wave)
    cursor.execute("select kind, group_id, question_no, reason, stats, n from gracy.wave_result"
                   " where team_space_id = %s and wave_id = %s order by kind, group_id, question_no", (SPACE, wave))
    for kind, group, question, reason, stats, n in cursor.fetchall():
        people = members[kind, group]

        def cell(answers, mean=None, participation=None, members_from=None):
            own = {(member, DAY): answers[member] for member in people if member in answers}
            return Cell("once", DAY, kind, group, reason, mean, participation, members_from, own, people)
        if reason not in (None, "consistent"):
            life.refused += 1
        elif question == 0:
            life.participation.append(cell(dict.fromkeys(came, 1), participation=stats["participation"]))
        elif question == QUESTION:
            life.cells.append(cell(scores, (stats or {}).get("mean"), members_from=n))
        else:
            for option in OPTIONS:
                if str(option) in (stats or {}).get("shares", {}):
                    life.options[option].append(cell({member: int(option in chosen) for member, chosen in choices.items()}, members_from=n))
    return life
