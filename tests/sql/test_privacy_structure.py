"""Who may touch what: found in the catalogue's text, so that a new statement cannot slip by."""
import re

import database

CATALOGUE = database.statements()
BODIES = {path.relative_to(database.ROOT / "sql" / "functions").with_suffix("").as_posix(): path.read_text()
          for path in (database.ROOT / "sql" / "functions").glob("*/*.sql")}
CONTRIBUTORS = re.compile(r"\brelease_(part|contributors|unit|group|group_unit)\b")


def reached(statement):
    """The statement's text, and that of all functions it can call."""
    texts, waiting, seen = [statement.text], [statement.text], set()
    while waiting:
        text = waiting.pop()
        for name, body in BODIES.items():
            short = name.split("/")[1]
            if name not in seen and re.search(rf"\b{short}\(", text):
                seen.add(name)
                texts.append(body)
                waiting.append(body)
    return "\n".join(texts)


def test_nothing_that_nginx_runs_reaches_who_stood_behind_a_cell():
    touching = {statement.full_name: statement.process for statement in CATALOGUE if CONTRIBUTORS.search(reached(statement))}
    assert touching, "the worker's release is one; a pattern that finds nothing proves nothing"
    assert not [name for name, process in touching.items() if process != "worker"]


def test_what_a_check_in_says_is_read_by_its_owner_alone():
    """Every statement of nginx that reaches mood_entry is told whose it is, by the API's session or by Slack's signed caller, and holds each
    use of it to them."""
    reading = [statement for statement in CATALOGUE
               if re.search(r"\b(from|join|into|update) (gracy\.)?mood_entry\b", reached(statement)) and statement.process != "worker"]
    assert len(reading) >= 4
    for statement in reading:
        told = [param.name for param in statement.params]
        text = reached(statement)
        of_slack = told[:3] == ["team_id", "enterprise_id", "user_id"] and "v_caller := gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id)" in text
        assert of_slack or told[:2] == ["team_space_id", "member_id"], statement.full_name
        uses = len(re.findall(r"\b(?:from|update) (?:gracy\.)?mood_entry\b", text))
        owner = r"(?:p_member_id|v_caller\.member_id)" if of_slack else r"(?:\$2|p_member_id)"
        assert len(re.findall(rf"entry\.member_id = {owner}\b", text)) >= uses, statement.full_name


def test_no_worker_statement_returns_a_note():
    notes = [statement.full_name for statement in CATALOGUE if statement.process != "nginx" and "note_sealed" in reached(statement)
             and any("note" in column.name and column.element == "bytea" for column in statement.columns)]
    assert not notes
