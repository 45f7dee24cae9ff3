"""Reading EXPLAIN (VERBOSE, FORMAT JSON): its scans, the equalities they carry, and whether each scan of a team space's
table is tied to one team space.

A scan is bound when one of the conditions that hold for every row it emits is an equality between its team-space column
and something bound: the statement's team_space_id, or the column of a scan that is bound itself. Conditions of a join
count for the side whose rows they filter: both sides of an inner join, only the inner side of an outer or anti join.
What the walker cannot read stays unbound, so the proof fails on what it does not understand.
"""
import re
from dataclasses import dataclass, field

SCANS = {"Seq Scan", "Index Scan", "Index Only Scan", "Bitmap Heap Scan", "Tid Scan", "Tid Range Scan", "Sample Scan"}
JOINS = {"Nested Loop", "Hash Join", "Merge Join"}
# Conditions that a plan node applies to the rows of its own relation. A Bitmap Heap Scan repeats in its Recheck Cond what
# its bitmaps have in common, so Bitmap Index Scans are not looked at.
OWN_CONDITIONS = ("Index Cond", "Recheck Cond", "Filter", "TID Cond")
JOIN_CONDITIONS = ("Hash Cond", "Merge Cond", "Join Filter")

OPERAND = r'(?:[a-z_][\w$]*|"[^"]+")(?:\.(?:[a-z_][\w$]*|"[^"]+"))?|\$\d+|\'-?\d+\'::bigint'


@dataclass
class Scan:
    alias: str
    relation: str
    node_type: str
    index: str | None
    rows: float
    conditions: list = field(default_factory=list)     # conjuncts


@dataclass
class Join:
    type: str
    outer: set
    inner: set
    conditions: list


def conjuncts(text):
    """The parts of a deparsed condition that all have to hold."""
    text = text.strip()
    while text.startswith("(") and closing(text, 0) == len(text) - 1:
        text = text[1:-1].strip()
    parts, start, depth = [], 0, 0
    for match in re.finditer(r"'(?:[^']|'')*'|\"[^\"]*\"|[()\[\]]| AND | OR ", text):
        token = match.group()
        if token in "([":
            depth += 1
        elif token in ")]":
            depth -= 1
        elif depth == 0 and token == " OR ":
            return [text]
        elif depth == 0 and token == " AND ":
            parts.append(text[start:match.start()])
            start = match.end()
    if not parts:
        return [text]
    return [inner for part in parts + [text[start:]] for inner in conjuncts(part)]


def alternatives(conjunct):
    """The parts of a condition of which one has to hold; of what is no disjunction, itself."""
    text = conjunct.strip()
    while text.startswith("(") and closing(text, 0) == len(text) - 1:
        text = text[1:-1].strip()
    parts, start, depth = [], 0, 0
    for match in re.finditer(r"'(?:[^']|'')*'|\"[^\"]*\"|[()\[\]]| AND | OR ", text):
        token = match.group()
        if token in "([":
            depth += 1
        elif token in ")]":
            depth -= 1
        elif depth == 0 and token == " AND ":
            return [text]
        elif depth == 0 and token == " OR ":
            parts.append(text[start:match.start()])
            start = match.end()
    return parts + [text[start:]]


def closing(text, at):
    depth = 0
    for match in re.finditer(r"'(?:[^']|'')*'|\"[^\"]*\"|[()]", text[at:]):
        if match.group() == "(":
            depth += 1
        elif match.group() == ")":
            depth -= 1
            if depth == 0:
                return at + match.start()
    return -1


def equality(conjunct):
    """(left, right) of a plain `a = b`, else None."""
    match = re.fullmatch(rf"({OPERAND}) = ({OPERAND})", conjunct.strip())
    return match.groups() if match else None


def walk(plan):
    yield plan
    for child in plan.get("Plans", ()):
        yield from walk(child)


def index_names(plan):
    return {node["Index Name"] for node in walk(plan) if "Index Name" in node}


def scans(plan):
    for node in walk(plan):
        if node["Node Type"] in SCANS and "Relation Name" in node:
            conditions = [part for key in OWN_CONDITIONS if key in node for part in conjuncts(node[key])]
            yield Scan(node["Alias"], node["Relation Name"], node["Node Type"], node.get("Index Name"),
                       node["Plan Rows"], conditions)


def aliases(plan):
    return {node["Alias"] for node in walk(plan) if "Alias" in node}


def joins(plan):
    for node in walk(plan):
        if node["Node Type"] not in JOINS:
            continue
        sides = {child["Parent Relationship"]: child for child in node["Plans"]}
        conditions = [part for key in JOIN_CONDITIONS if key in node for part in conjuncts(node[key])]
        yield Join(node["Join Type"], aliases(sides["Outer"]), aliases(sides["Inner"]), conditions)


def binds(join, alias):
    """Whether the join's conditions hold for every row of this alias that survives (or matters)."""
    if join.type in ("Inner", "Semi"):
        return True
    if join.type in ("Left", "Anti"):
        return alias in join.inner
    if join.type in ("Right", "Right Anti"):
        return alias in join.outer
    return False


def unbound_scans(plan, key_columns, is_bound_operand, is_excepted=lambda scan: False):
    """The scans of team-space tables that nothing ties to one team space.

    key_columns: table -> its team-space column. is_bound_operand: whether a parameter or constant stands for the
    statement's team space. is_excepted: scans that are bound by an argument of their own.
    """
    keyed = [scan for scan in scans(plan) if scan.relation in key_columns]
    bound = {scan.alias for scan in keyed if is_excepted(scan)}
    keys = {scan.alias: f"{scan.alias}.{key_columns[scan.relation]}" for scan in keyed}

    def stands(operand):
        return is_bound_operand(operand) or any(operand == keys[alias] for alias in bound)

    def ties(alias, conditions):
        for conjunct in conditions:
            either = alternatives(conjunct)
            # Whichever of them holds ties the row.
            if len(either) > 1 and all(ties(alias, conjuncts(part)) for part in either):
                return True
            pair = equality(conjunct)
            if pair and ((pair[0] == keys[alias] and stands(pair[1])) or (pair[1] == keys[alias] and stands(pair[0]))):
                return True
        return False

    all_joins = list(joins(plan))
    changed = True
    while changed:
        changed = False
        for scan in keyed:
            if scan.alias in bound:
                continue
            if ties(scan.alias, scan.conditions) or any(
                    scan.alias in join.outer | join.inner and binds(join, scan.alias) and ties(scan.alias, join.conditions)
                    for join in all_joins):
                bound.add(scan.alias)
                changed = True
    return [scan for scan in keyed if scan.alias not in bound]
