"""The attacker: knows every released cell, who belongs to which group, who answered on which day, and the exact sums (more
than is shown). Tries to solve for the answers of a person, or of fewer than k people. Exact arithmetic only."""
import itertools
from fractions import Fraction

LOWEST, HIGHEST = 1, 5


def rank(rows):
    """Of a matrix of fractions, by elimination."""
    rows = [list(map(Fraction, row)) for row in rows]
    found = 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((at for at in range(found, len(rows)) if rows[at][column]), None)
        if pivot is None:
            continue
        rows[found], rows[pivot] = rows[pivot], rows[found]
        for at in range(len(rows)):
            if at != found and rows[at][column]:
                factor = rows[at][column] / rows[found][column]
                rows[at] = [a - factor * b for a, b in zip(rows[at], rows[found])]
        found += 1
    return found


def classes(cells):
    """Answers that the same cells contain cannot be told apart by any combination of cells: signature -> answers."""
    found = {}
    for answer in sorted({answer for cell in cells for answer in cell.answers}):
        signature = tuple(answer in cell.answers for cell in cells)
        found.setdefault(signature, []).append(answer)
    return found


def members_of(answers):
    return {member for member, _ in answers}


def solve(cells, k):
    """A group of fewer than k people some combination of the published sums is of, or None.

    Every combination has one coefficient for all answers of a class, so what it is of is a union of classes; only those
    of fewer than k members matter. A combination of theirs alone exists when the matrix loses rank without them."""
    sums = [cell for cell in cells if cell.reason is None]
    by_signature = classes(sums)
    small = [signature for signature, answers in by_signature.items() if len(members_of(answers)) < k]
    if not small:
        return None
    # Rows: cells; columns: classes.
    whole = rank(list(zip(*by_signature)))
    for size in range(1, min(len(small), k) + 1):
        for chosen in itertools.combinations(small, size):
            target = set().union(*(members_of(by_signature[signature]) for signature in chosen))
            if len(target) >= k:
                continue
            rest = [signature for signature in by_signature if signature not in chosen]
            if rank(list(zip(*rest))) < whole:
                return f"the sums of {sorted(target)} follow from the cells"
    return None


def derived(cells):
    """The sets of answers whose sum follows: cells, and what nested cells leave of one another, again and again."""
    found = {frozenset(cell.answers) for cell in cells if cell.reason is None}
    fresh = set(found)
    while fresh and len(found) < 400:
        made = {one - other for one in found for other in found if (one in fresh or other in fresh) and other < one}
        fresh = made - found
        found |= fresh
    return found


def read_bounds(cells, lowest=LOWEST, highest=HIGHEST):
    """Somebody whose answer follows because nothing else has such a sum, or because all of few answered the same."""
    scores = {answer: score for cell in cells for answer, score in cell.answers.items()}
    known = derived(cells)
    for answers in known:
        values = {scores[answer] for answer in answers}
        if values in ({lowest}, {highest}) or (len(values) == 1 and len(members_of(answers)) < 10):
            return f"all of {sorted(members_of(answers))} answered {values}"
    # Who is told that a group agrees looks which common answer fits into the sums around it.
    for cell in cells:
        if cell.reason != "consistent":
            continue
        alike = frozenset(cell.answers)
        fits = [answer for answer in range(lowest, highest + 1)
                if all(len(rest) * lowest <= sum(scores[one] for one in around) - answer * len(alike & around)
                       <= len(rest) * highest
                       for around in known if alike & around for rest in [around - alike])]
        if len(fits) == 1:
            return f"all of {sorted(members_of(alike))} answered {fits[0]}, the only common answer that fits"
    return None


def compare_periods(cells, k):
    """Who supposes that nobody's mood changes subtracts from what is released the last that was released before of any group, whatever
    it is called and however often it is published."""
    last = {}
    sums = [cell for cell in cells if cell.reason is None]
    for _, together in itertools.groupby(sums, lambda cell: (cell.grain, cell.period)):
        together = list(together)
        for cell, before in itertools.product(together, last.values()):
            if 0 < len(before.members ^ cell.members) < k:
                return f"{sorted(before.members ^ cell.members)} stand between {before} and {cell}"
        last |= {(cell.grain, cell.kind, cell.group): cell for cell in together}
    return None


def know_oneself(cells, k):
    """A manager who reads the cell of the own people and takes the own answers out of it."""
    for cell in cells:
        if cell.kind == "subtree" and cell.reason is None and cell.group in cell.members and len(cell.members) - 1 < k:
            return f"{cell.group} is left with {sorted(cell.members - {cell.group})}"
    return None


def read_participation(cells, shown):
    """A group all of whose members took part, by what is shown: no other number looks the same.

    shown: (contributors, eligible) -> (participation, at least so many members)."""
    for cell in cells:
        if cell.reason is None:
            eligible = len(cell.eligible)
            alike = [count for count in range(eligible + 1) if shown(count, eligible) == (cell.participation, cell.members_from)]
            if alike == [eligible]:
                return f"everybody in {cell} took part"
    return None
