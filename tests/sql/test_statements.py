"""Every statement of sql/queries against a server: it prepares with the types its header declares, its plan uses the
indexes it names and reads no large table from end to end, a `read` changes nothing, and every scan of a team space's
table is tied to one team space. The last is also shown to fail where it must (bad/)."""
import pathlib
import re

import pytest

import database
import plans
from tenancy_exceptions import EXCEPTIONS

CATALOGUE = database.statements()
BAD = database.statements(pathlib.Path(__file__).parent / "bad" / "statement")
# Stands for the team space where a plan is made with constants; in no table.
MARKER = 987654321987
LARGE = 500
# Tables that stay small, by a check of their key or of what is loaded into them: how they are read does not matter.
SMALL = {"assistant_kind", "change_capture", "operator_error", "operator_report"}

every_statement = pytest.mark.parametrize("statement", CATALOGUE, ids=lambda statement: statement.full_name)


@pytest.fixture(scope="session")
def key_columns(admin):
    """Team-space tables and the column that says whose a row is."""
    cursor = admin.cursor()
    cursor.execute("select table_name from information_schema.columns"
                   " where table_schema = 'gracy' and column_name = 'team_space_id'")
    found = {row[0]: "team_space_id" for row in cursor.fetchall()}
    assert {"member", "kudos", "session", "mood_entry"} <= found.keys()
    return found | {"team_space": "id"}


@pytest.fixture(scope="session")
def table_rows(admin):
    cursor = admin.cursor()
    cursor.execute("select relname, reltuples from pg_class where relnamespace = 'gracy'::regnamespace and relkind = 'r'")
    return dict(cursor.fetchall())


def run(connection, statement, values):
    """Executes the prepared statement; the names and types of its columns."""
    cursor = connection.cursor()
    cursor.execute(f"execute checked{database.arguments(statement, values.of(statement))}")
    return cursor.description


def test_every_table_is_populated(table_rows):
    empty = [table for table, rows in table_rows.items() if rows <= LARGE and table not in SMALL]
    assert not empty, "plans say nothing about a table with few rows; tests/sql/populate fills them"


@every_statement
def test_types_are_as_declared(app, values, statement):
    cursor = app.cursor()
    database.prepare(cursor, statement)
    cursor.execute("select parameter_types::text[] from pg_prepared_statements where name = 'checked'")
    assert cursor.fetchone()[0] == [database.server_type(param) for param in statement.params]

    cursor.execute("begin")
    description = run(app, statement, values) or ()
    assert [column.type_code for column in description] == [column.oid for column in statement.columns]
    cursor.execute("rollback")


@every_statement
def test_no_column_is_null_that_is_declared_not_to_be(app, values, statement):
    cursor = app.cursor()
    database.prepare(cursor, statement)
    cursor.execute("begin")
    cursor.execute(f"execute checked{database.arguments(statement, values.of(statement))}")
    for row in cursor.fetchall() if cursor.description else ():
        for value, column in zip(row, statement.columns):
            assert value is not None or column.nullable, f"{column.name} is null"
    cursor.execute("rollback")


# Rows that a function in `from` takes or makes may be newer than what the statement around it sees: a join with their table loses them.
JOINED_ALL_THE_SAME = {
    "exports/begin_member_export": "the clock of a team space that is older than the request",
    "exports/record_own_export": "the clock of a team space that is older than the request",
    "exports/record_list_file": "the clock of a team space that is older than the request",
    "accounts/make_password_link": "a link that was asked for before the job that makes it was taken",
}


def test_what_a_function_takes_is_not_joined_with_a_table(admin):
    cursor = admin.cursor()
    cursor.execute("select distinct proname from pg_proc where pronamespace = 'gracy'::regnamespace and provolatile = 'v'")
    writing = {name for name, in cursor.fetchall()}
    joined = set()
    for statement in CATALOGUE:
        sources = re.findall(r"\b(?:from|join)\s+(?:lateral\s+)?([a-z_]+)\b(\()?", statement.text)
        if any(name in writing and call for name, call in sources) and any(not call for _, call in sources):
            joined.add(statement.full_name)
    assert joined == JOINED_ALL_THE_SAME.keys()


@pytest.mark.parametrize("statement", [statement for statement in CATALOGUE if statement.kind != "write"],
                         ids=lambda statement: statement.full_name)
def test_read_runs_in_a_read_only_transaction(app, values, statement):
    cursor = app.cursor()
    database.prepare(cursor, statement)
    cursor.execute("begin transaction read only")
    run(app, statement, values)
    cursor.execute("rollback")


PLANS_INSIDE = {}


def function_plans(told, statement, values):
    """Plans of the statements inside the functions that a statement calls, by running it once for all tests."""
    if statement.full_name not in PLANS_INSIDE:
        cursor = told.cursor()
        cursor.execute("deallocate all")
        database.prepare(cursor, statement)
        cursor.execute("begin")
        told.notices.clear()
        try:
            run(told, statement, values)
        finally:
            cursor.execute("rollback")
        # The foreign keys' own look-ups are composite by the schema's test, and PostgreSQL's.
        PLANS_INSIDE[statement.full_name] = [(text, plan) for text, plan in database.nested_plans(told)
                                             if not text.startswith(("SELECT 1 FROM ONLY", "execute checked", "prepare checked"))]
    return PLANS_INSIDE[statement.full_name]


@every_statement
def test_plan_uses_the_indexes_it_names(app, values, statement):
    cursor = app.cursor()
    database.prepare(cursor, statement)
    plan = database.explain(cursor, statement, values.of(statement))
    used = plans.index_names(plan)
    missing = ["|".join(alternatives) for alternatives in statement.plan if not used & set(alternatives)]
    assert not missing, f"uses {sorted(used)}"


@every_statement
def test_no_plan_reads_a_large_table_whole(app, told, values, table_rows, statement):
    cursor = app.cursor()
    database.prepare(cursor, statement)
    found = [("", database.explain(cursor, statement, values.of(statement)))] + function_plans(told, statement, values)
    for text, plan in found:
        whole = [scan.relation for scan in plans.scans(plan)
                 if scan.node_type == "Seq Scan" and table_rows.get(scan.relation, 0) > LARGE]
        assert not whole, text


def is_excepted(owner):
    def check(scan):
        if (owner, scan.relation) not in EXCEPTIONS:
            return False
        condition, _ = EXCEPTIONS[owner, scan.relation]
        return condition is None or any(re.fullmatch(condition, part) for part in scan.conditions)
    return check


def team_space_parameters(statement):
    return {f"${number}" for number, param in enumerate(statement.params, 1) if param.name == "team_space_id"}


def check_tenancy(cursor, statement, values, key_columns):
    """Unbound scans in the generic plan, where $n is the parameter (or, which looks the same, an InitPlan's result), and
    in a plan made with constants, where the parameter is a marker and cannot be mistaken."""
    database.prepare(cursor, statement)
    ordinary = values.of(statement)
    marked = [MARKER if param.name == "team_space_id" else value for param, value in zip(statement.params, ordinary)]
    generic = database.explain(cursor, statement, ordinary)
    constant = database.explain(cursor, statement, marked, "force_custom_plan")
    excepted = is_excepted(statement.full_name)
    return (plans.unbound_scans(generic, key_columns, team_space_parameters(statement).__contains__, excepted)
            + plans.unbound_scans(constant, key_columns, f"'{MARKER}'::bigint".__eq__, excepted))


@every_statement
def test_every_scan_is_of_one_team_space(app, values, key_columns, statement):
    unbound = check_tenancy(app.cursor(), statement, values, key_columns)
    assert not unbound, [f"{scan.relation} {scan.alias}: {scan.conditions}" for scan in unbound]


def function_variables(cursor):
    """function -> names of its PL/pgSQL variables in the order of their parameter numbers ($1 is the first)."""
    cursor.execute("select proname, proargnames, proargmodes, prosrc from pg_proc join pg_language on pg_language.oid = prolang"
                   " where pronamespace = 'gracy'::regnamespace and lanname = 'plpgsql' and prorettype <> 'trigger'::regtype")
    found = {}
    for name, names, modes, source in cursor.fetchall():
        outs = sum(mode in "ot" for mode in modes or [])
        # After the arguments: the row of several OUT arguments, then FOUND, then what is declared.
        variables = list(names or []) + ["(row)"] * (outs > 1) + ["found"]
        declared = re.search(r"\bdeclare\b(.*?)\bbegin\b", source, re.S)
        if declared:
            variables += re.findall(r"^\s+(\w+) [^;]+;", declared.group(1), re.M)
        found[name] = variables
    return found


def test_functions_variables_are_numbered_as_assumed(told, functions):
    """The proof inside functions reads `$18` as the eighteenth variable: shown on one whose plan names its column."""
    variables = functions.variables["record_kudos"]
    assert variables[0] == "p_team_space_id"
    period = variables.index("v_period_start") + 1
    cursor = told.cursor()
    cursor.execute("begin")
    cursor.execute("select give_kudos((select id from team_space where slug = 'tiny'), min(member_id), array[max(member_id)],"
                   " 'Play', 1, 'm', 'public', null, null) from slack_user where team_id = 'T0TINYSTAR'")
    cursor.execute("rollback")
    conditions = {part for text, plan in database.nested_plans(told) if "set spent = period.spent + v_cost" in text
                  for scan in plans.scans(plan) for part in scan.conditions}
    assert f"period.period_start = ${period}" in conditions


def function_sources(cursor):
    cursor.execute("select proname, prosrc from pg_proc join pg_language on pg_language.oid = prolang"
                   " where pronamespace = 'gracy'::regnamespace and lanname = 'plpgsql'")
    return {name: re.sub(r"\s+", " ", source) for name, source in cursor.fetchall()}


def recognisable(text, bodies):
    """As much of a statement inside a function as stands in a function's source as it ran: PL/pgSQL blanks the target of
    `into`, and says SELECT for `perform`. The last line, when nothing longer does."""
    for blanks in (r"$^", r"(?<=\S) {6,}", r" {6,}"):
        part = re.sub(r"\s+", " ", re.split(blanks, text.strip())[-1]).strip().removeprefix("SELECT ")
        if any(part in body for body in bodies.values()):
            break
    return part


class Functions:
    """The schema's PL/pgSQL functions: their variables, and their sources in one line each."""

    def __init__(self, connection):
        self.variables = function_variables(connection.cursor())
        self.bodies = function_sources(connection.cursor())
        self._found = {}

    def found(self, text):
        """What is recognisable of a statement inside a function, and the functions in which that stands."""
        if text not in self._found:
            part = recognisable(text, self.bodies)
            self._found[text] = part, [name for name, body in self.bodies.items() if part in body]
        return self._found[text]


@pytest.fixture(scope="session")
def functions(admin):
    return Functions(admin)


def team_space_operand(known_variables, team_space):
    """What tells a team space inside the functions whose variables these are. None is a trigger, which has its team space
    from its row: some parameter is it. Without a function the statement was put together, and takes it first, or was
    planned for the one of the call."""
    def is_team_space(operand):
        if operand == f"'{team_space}'::bigint":
            return not known_variables or None in known_variables
        if not operand.startswith("$"):
            return False
        if not known_variables:
            return operand == "$1"
        at = int(operand[1:]) - 1
        return all(known is None or (at < len(known) and known[at] in ("p_team_space_id", "v_team_space_id"))
                   for known in known_variables)

    return is_team_space


def unbound_in_functions(told, functions, statement, values, key_columns):
    """Unbound scans of the statements inside the functions that a statement calls."""
    found = []
    for text, plan in function_plans(told, statement, values):
        _, owners = functions.found(text)
        found += plans.unbound_scans(
            plan, key_columns, team_space_operand([functions.variables.get(owner) for owner in owners], values.team_space),
            is_excepted(owners[0] if owners else ""))
    return found


@every_statement
def test_every_scan_inside_functions_is_of_one_team_space(told, functions, values, key_columns, statement):
    unbound = unbound_in_functions(told, functions, statement, values, key_columns)
    assert not unbound, [f"{scan.relation} {scan.alias}: {scan.conditions}" for scan in unbound]


def test_every_statement_inside_functions_is_looked_at(told, functions, values):
    """What the calls above do not reach would not be checked."""
    seen = {functions.found(text)[0] for statement in CATALOGUE for text, _ in function_plans(told, statement, values)}
    reading = re.compile(r"\b(from|join|update) gracy\.(?!\w+\()")
    # Without triggers, which have no variables that are known.
    unseen = [f"{name}: {part.strip()}" for name, body in functions.bodies.items()
              if name in functions.variables
              for part in body.split(";") if reading.search(part) and not any(text in part for text in seen)]
    assert not unseen


@pytest.mark.parametrize("statement", BAD, ids=lambda statement: statement.full_name)
def test_the_checks_fail_on_a_bad_statement(app, told, values, key_columns, table_rows, statement):
    """Fixtures under bad/statement/<check>/ break one rule each; a check that passes them checks nothing."""
    if statement.feature == "tenancy":
        assert check_tenancy(app.cursor(), statement, values, key_columns)
    else:
        assert statement.feature == "plan"
        with pytest.raises(AssertionError):
            test_plan_uses_the_indexes_it_names(app, values, statement)
            app.cursor().execute("deallocate checked")
            test_no_plan_reads_a_large_table_whole(app, told, values, table_rows, statement)


def test_the_proof_fails_inside_a_bad_function(told, admin, values, key_columns):
    """bad/function/*.sql is created, called, and dropped again."""
    folder = pathlib.Path(__file__).parent / "bad" / "function"
    statement = database.embed_sql.Statement(folder, "bad", "call", text="select * from bad_rule($1, $2) as name")
    statement.params = [database.embed_sql.Field("team_space_id", "bigint", False, 1),
                        database.embed_sql.Field("member_id", "bigint", False, 2)]
    admin.cursor().execute((folder / "bad_rule.sql").read_text())
    try:
        unbound = unbound_in_functions(told, Functions(admin), statement, values, key_columns)
        assert [scan.relation for scan in unbound] == ["member"]
    finally:
        admin.cursor().execute("drop function gracy.bad_rule")


def test_no_exception_is_left_over():
    owners = {statement.full_name for statement in CATALOGUE}
    functions = {path.stem for path in (database.ROOT / "sql" / "functions").glob("*/*.sql")}
    assert not [owner for owner, _ in EXCEPTIONS if owner not in owners | functions]
