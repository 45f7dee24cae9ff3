"""Ours and the others in turn, each of them checked and warm before it is timed."""

from contextlib import contextmanager
from dataclasses import replace

from . import equality
from .measure import running
from .pairs import compare, interleave, own


@contextmanager
def ready(contender, meter, check):
    """The contender's server, checked and warm, and how long its runs are."""
    with running(contender) as server:
        check(server)
        yield server, meter.warm_up(contender, server)


def pairs_of(meter, ours, our_server, our_seconds, other, count, check, say):
    """Interleaved runs of ours and another contender, which lives only as long."""
    with ready(other, meter, check) as (server, seconds):
        say(f"  {other.label}: {count} pairs of {our_seconds} and {seconds} s")
        return interleave(
            lambda: meter.run(ours, our_server, our_seconds), lambda: meter.run(other, server, seconds), count
        )


def against(meter, ours, others, count, say, check_ours=None):
    """Our runs, and an entry for each of `others`: (contender, check), where `check(server, reference)` compares what it
    answers with what we answered. An answer that is another every time is checked by `check_ours` instead."""
    entries, our_runs = {}, []
    with running(ours) as our_server:
        reference = check_ours(our_server) if check_ours else equality.get(our_server, ours)
        our_seconds = meter.warm_up(ours, our_server)
        for other, check in others:
            found = pairs_of(meter, ours, our_server, our_seconds, other, count,
                             lambda server, check=check: check(server, reference), say)
            our_runs += [mine for mine, _ in found]
            entries[other.name] = (other.label, compare(found))
    return our_runs, entries


def at_half(contender, connections, rps):
    """The contender, asked for about half of its `rps`: each connection pauses for twice as long as its turn takes then."""
    request = replace(contender.request, pause_ms=2000 * connections / rps)
    return replace(contender, name=f"{contender.name}_half", label=f"{contender.label}, at half", request=request)


def against_at_both(meter, connections, ours, others, count, say, check_ours):
    """As `against`, as fast as each can and again at half of that. Entries, ours first each time. Whoever is held by connections
    that pause is only measured at its fastest."""
    runs, entries = against(meter, ours, others, count, say, check_ours)
    mine = own(runs)
    calm = at_half(ours, connections, mine.rps)
    calm_others = [(at_half(other, connections, entries[other.name][1].rps), check) for other, check in others
                   if not other.is_held_by_a_connection]
    calm_runs, calm_entries = against(meter, calm, calm_others, count, say, check_ours)
    return {ours.name: (ours.label, mine), **entries, calm.name: (calm.label, own(calm_runs)), **calm_entries}
