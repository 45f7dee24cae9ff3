"""Lies about the chain as a whole: each answer of such a provider fits its others."""

from dataclasses import replace

from .lie import lie


def _behind(view, blocks, **more):
    return replace(view.of(view.chain, view.branch, view.head - blocks), **more)


@lie("view", "fault", blocks=5)
def lag(chance, view):
    """Some blocks behind, and honest about it: ranges beyond its head are errors."""
    return _behind(view, chance["blocks"])


@lie("view", blocks=5)
def lag_empty(chance, view):
    """Some blocks behind; of logs in a range beyond its head it says that there are none."""
    return _behind(view, chance["blocks"], beyond="empty")


@lie("view", blocks=5)
def lag_clamped(chance, view):
    """Some blocks behind; ranges beyond its head end at its head without a word."""
    return _behind(view, chance["blocks"], beyond="clamp")


@lie("view", "fault")
def stale_head(chance, view):
    """Stands still at the head that it had when it was asked first."""
    return _behind(view, view.head - chance.kept.setdefault("head", view.head))


@lie("view", provable=True, depth=20)
def fork(chance, view):
    """Follows another branch, valid in itself, that leaves the chain below what is final."""
    chain, depth = view.chain, chance["depth"]
    with chain.lock:
        branch = chance.kept.get("branch")
        if branch is None:
            depth = min(depth, chain.head())
            if depth == 0:
                return view
            branch = chance.kept["branch"] = chain.fork(f"fork of {chance.active.provider.name}", depth, depth)
        chain.mine(max(0, chain.head() - branch.head()), branch=branch)
    return view.of(chain, branch)


@lie("view", "fault", depth=2)
def flapping(chance, view):
    """Two backends behind one address: a request sees the chain, the next one a branch that leaves it near the head."""
    chance.kept["turn"] = not chance.kept.get("turn", True)
    depth = min(chance["depth"], view.head)
    if chance.kept["turn"] or depth == 0:
        return view
    with view.chain.lock:
        tip = view.chain.canonical.blocks[-1]
        if chance.kept.get("tip") is not tip:
            branch = view.chain.fork(f"flap {chance.active.provider.name} {tip.number}", depth, depth)
            chance.kept.update(tip=tip, branch=branch)
    return view.of(view.chain, chance.kept["branch"])


@lie("view")
def finalized_ahead(chance, view):
    """Calls its head final."""
    return replace(view, finalized=view.head, safe=view.head)


@lie("view", "fault", blocks=30)
def finalized_behind(chance, view):
    """Its finalized block is old."""
    return replace(view, finalized=max(0, view.finalized - chance["blocks"]))


@lie("view", "limit")
def finalized_missing(chance, view):
    """Knows no finalized block."""
    return replace(view, finalized=None, safe=None)


@lie("view", "limit", blocks=100)
def pruned(chance, view):
    """Keeps logs and receipts of the last blocks only, and says so."""
    return replace(view, first_body=max(0, view.head - chance["blocks"]))


@lie("view", blocks=100)
def pruned_empty(chance, view):
    """Keeps logs and receipts of the last blocks only; of older ones it says that there are none."""
    return replace(view, first_body=max(0, view.head - chance["blocks"]), forgets_silently=True)
