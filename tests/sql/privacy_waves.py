"""Random small companies that answer a wave of a survey, and the cells that are released of it."""
import datetime
import random
import uuid

from privacy_history import SPACE, Cell, History, insert, populate

QUESTION = 1


def ask(cursor):
    """A launched wave of one question of five levels."""
    cursor.execute("select survey_id from gracy.create_survey(%s, 1, %s, null, null, 'attack')",
                   (SPACE, '{"title": {"en": "x"}, "questions": [{"kind": "likert5", "required": false, "text": {"en": "?"}}]}'))
    [survey] = cursor.fetchone()
    cursor.execute("select wave_id from gracy.create_wave(%s, 1, %s, null, 'anonymous', 'all', null, null, null, null, now() + interval '1 day',"
                   " null, null, null, 'attack')", (SPACE, survey))
    [wave] = cursor.fetchone()
    cursor.execute("select outcome from gracy.launch_wave(%s, 1, %s, 0, 'attack')", (SPACE, wave))
    assert cursor.fetchone()[0] == "ok"
    return wave


def answer(cursor, draw, wave):
    """Most people answer, some without a word to the question; now and then a department agrees. Gives member -> score."""
    presence = draw.choice([0.6, 0.9, 1.0])
    agreed = draw.choice([None, None, 1, 3, 5])
    cursor.execute("select member_id, department_id, location_id, tenure_band, manager_id from gracy.wave_invite"
                   " where team_space_id = %s and wave_id = %s order by member_id", (SPACE, wave))
    scores, rows, answers, came = {}, [], [], []
    for member, department, *others in cursor.fetchall():
        if draw.random() >= presence:
            continue
        response = str(uuid.UUID(int=draw.getrandbits(128)))
        came.append(member)
        rows.append((SPACE, wave, response, department, *others, "2025-09-01"))
        if draw.random() < 0.9:
            scores[member] = agreed if agreed and department == 1 else draw.randint(1, 5)
            answers.append((SPACE, wave, response, QUESTION, scores[member]))
    insert(cursor, "gracy.survey_response (team_space_id, wave_id, id, department_id, location_id, tenure_band, manager_id, stored_on)", rows)
    insert(cursor, "gracy.survey_answer (team_space_id, wave_id, response_id, question_no, value)", answers)
    cursor.execute("update gracy.wave_invite set responded = true where team_space_id = %s and wave_id = %s and member_id = any (%s)",
                   (SPACE, wave, came))
    return scores


def make(cursor, seed):
    """One wave of one random company, and what everybody who reads all of it then knows; the caller rolls it back."""
    history = History(seed)
    draw = random.Random(seed)
    populate(cursor, draw)
    cursor.execute("update member set hired_on = date '2025-01-01' - id::int * 150 where team_space_id = %s", (SPACE,))
    wave = ask(cursor)
    scores = answer(cursor, draw, wave)
    cursor.execute("update gracy.survey_wave set opens_at = now() - interval '2 days', closes_at = now() - interval '1 day'"
                   " where team_space_id = %s and id = %s", (SPACE, wave))
    cursor.execute("select gracy.release_wave(%s, %s)", (SPACE, wave))
    assert cursor.fetchone()[0] == "ok"
    cursor.execute("select snapshot.kind, snapshot.group_id, invite.member_id from gracy.wave_invite invite, lateral (values ('all', 0::bigint),"
                   " ('department', invite.department_id), ('location', invite.location_id), ('tenure', invite.tenure_band),"
                   " ('manager_group', invite.manager_id)) as snapshot (kind, group_id)"
                   " where invite.team_space_id = %s and invite.wave_id = %s and snapshot.group_id is not null", (SPACE, wave))
    members = {}
    for kind, group, member in cursor.fetchall():
        members.setdefault((kind, group), set()).add(member)
    day = datetime.date(2025, 9, 1)
    cursor.execute("select kind, group_id, reason, (stats ->> 'mean')::float8, n from gracy.wave_result"
                   " where team_space_id = %s and wave_id = %s and question_no = %s order by kind, group_id", (SPACE, wave, QUESTION))
    for kind, group, reason, mean, n in cursor.fetchall():
        if reason not in (None, "consistent"):
            history.refused += 1
            continue
        people = members[kind, group]
        own = {(member, day): scores[member] for member in people if member in scores}
        assert reason or n == len(own)
        history.cells.append(Cell("once", day, kind, group, reason, mean, None, n, own, people))
    return history
