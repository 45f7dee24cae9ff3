"""Who may touch what: found in the catalogue's text, so that a new statement cannot slip by."""
import functools
import re

import database

CATALOGUE = database.statements()
BODIES = {path.relative_to(database.ROOT / "sql" / "functions").with_suffix("").as_posix(): path.read_text()
          for path in (database.ROOT / "sql" / "functions").glob("*/*.sql")}
# By the name that it is called by.
NAMED = {name.split("/")[1]: name for name in BODIES}
CONTRIBUTORS = re.compile(r"\brelease_(part|contributors|unit|group|group_unit)\b")


@functools.cache
def called(text):
    return [NAMED[name] for name in dict.fromkeys(re.findall(r"\b(\w+)\(", text)) if name in NAMED]


@functools.cache
def reached_from(text):
    texts, waiting, seen = [text], [text], set()
    while waiting:
        for name in called(waiting.pop()):
            if name not in seen:
                seen.add(name)
                texts.append(BODIES[name])
                waiting.append(BODIES[name])
    return "\n".join(texts)


def reached(statement):
    """The statement's text, and that of all functions it can call."""
    return reached_from(statement.text)


def test_nothing_that_nginx_runs_reaches_who_stood_behind_a_cell():
    touching = {statement.full_name: statement.process for statement in CATALOGUE if CONTRIBUTORS.search(reached(statement))}
    assert touching, "the worker's release is one; a pattern that finds nothing proves nothing"
    assert not [name for name, process in touching.items() if process != "worker"]


def erases(statement, table: str) -> bool:
    """Whether it does nothing with the table but delete: what a leaver's erasure does, and reads nothing for anybody."""
    return statement.full_name == "people/erase_member" and not re.search(
        rf"(?<!delete )\b(?:from|join|into|update) (?:gracy\.)?{table}\b", reached(statement))


def test_what_a_check_in_says_is_read_by_its_owner_alone():
    """Every statement of nginx that reaches mood_entry is told whose it is, by the API's session or by Slack's signed caller, and holds each
    use of it to them."""
    reading = [statement for statement in CATALOGUE
               if re.search(r"\b(from|join|into|update) (gracy\.)?mood_entry\b", reached(statement)) and statement.process != "worker"
               and not erases(statement, "mood_entry")]
    assert len(reading) >= 4
    for statement in reading:
        told = [param.name for param in statement.params]
        text = reached(statement)
        of_slack = told[:3] == ["team_id", "enterprise_id", "user_id"] and "v_caller := gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id)" in text
        assert of_slack or told[:2] == ["team_space_id", "member_id"], statement.full_name
        uses = len(re.findall(r"\b(?:from|update) (?:gracy\.)?mood_entry\b", text))
        owner = r"(?:p_member_id|v_caller\.member_id)" if of_slack else r"(?:\$2|p_member_id)"
        assert len(re.findall(rf"entry\.member_id = {owner}\b", text)) >= uses, statement.full_name


def test_the_worker_gets_no_note_but_of_those_who_want_it_read():
    notes = [statement for statement in CATALOGUE if statement.process != "nginx" and "note_sealed" in reached(statement)
             and any("note" in column.name and column.element == "bytea" for column in statement.columns)]
    assert [statement.full_name for statement in notes] == ["feelings/read_open_feeling"]
    for condition in ("join team_space on team_space.id = $1 and team_space.feelings",
                      "join feeling_preference said on said.team_space_id = $1 and said.member_id = card.member_id and said.wanted",
                      "card.state = 'queued'"):
        assert condition in notes[0].text


def test_a_feeling_is_read_by_its_author_alone():
    """And a copy by whom the author has shown it; no statement of nginx takes another's id for a card."""
    touching = re.compile(r"\b(?:from|join|update) (?:gracy\.)?feeling\b")
    reading = [statement for statement in CATALOGUE if statement.process != "worker" and touching.search(reached(statement))
               and not erases(statement, "feeling")]
    assert {statement.full_name for statement in reading} == {
        "check_ins/put_check_in", "slack/check_in_from_slack", "slack/note_check_in", "feelings/get_feeling", "feelings/delete_feeling", "feelings/list_cards",
        "feelings/put_preference", "feelings/share_feeling"}
    for statement in reading:
        told, text = [param.name for param in statement.params], reached(statement)
        of_slack = told[:3] == ["team_id", "enterprise_id", "user_id"] and "gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id)" in text
        assert of_slack or told[:2] == ["team_space_id", "member_id"], statement.full_name
        owned = re.findall(r"\b(?:card|before)\.member_id = (?:\$2|p_member_id)\b", text)
        assert len(owned) >= len(touching.findall(text)) > 0, statement.full_name
    copies = [statement for statement in CATALOGUE if re.search(r"\bcard_sealed\b", statement.text) and "feeling_share" in statement.text]
    assert copies
    for statement in copies:
        assert re.search(r"shared\.(recipient_id|member_id) = \$2", statement.text), statement.full_name
