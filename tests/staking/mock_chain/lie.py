"""What a provider can do other than tell the truth: one entry a row of the matrix, found by name.

A lie acts at one stage of a request:

- `http`: before anything is read. Gets a Chance, returns a Reply, or None to go on.
- `view`: which chain the node sees. Gets a Chance and the View, returns a View.
- `answer`: one result. Gets a Call and the true result, returns another or the same; may raise QueryError.
- `message`: the list of JSON-RPC answers of one request. Gets a Chance and the list, returns a list.
- `body`: the bytes. Gets a Chance and the bytes, returns a Reply or bytes.
"""

import random
from dataclasses import dataclass, field

STAGES = ("http", "view", "answer", "message", "body")


@dataclass(frozen=True)
class Lie:
    name: str
    stage: str
    # "lie": what is said is false. "fault": nothing usable is said. "limit": less is offered, and said so.
    kind: str
    # Whether one such answer shows, beside verified data, that this provider said something false.
    provable: bool
    about: str
    act: object
    methods: tuple = ()  # empty: all
    options: dict = field(default_factory=dict)


LIES: dict[str, Lie] = {}


def lie(stage, kind="lie", *, provable=False, methods=(), **options):
    """Registers the function as the lie of its name; its docstring's first line says what it is."""

    def register(act):
        name = act.__name__
        assert name not in LIES and stage in STAGES
        LIES[name] = Lie(name, stage, kind, provable, act.__doc__.splitlines()[0], act, methods, options)
        return act

    return register


@dataclass
class Reply:
    """An HTTP answer. `behaviour`: send, hang, slow (a byte a second), reset (half of the body, then RST) or close."""

    status: int = 200
    body: bytes = b""
    headers: dict = field(default_factory=lambda: {"Content-Type": "application/json"})
    behaviour: str = "send"


class Active:
    """A lie that a provider tells, with its options: `rate` is the chance at each opportunity, `times` how often at most."""

    def __init__(self, provider, seed, name, rate=1.0, times=None, methods=None, **options):
        if name not in LIES:
            raise ValueError(f"there is no lie {name!r}; there are: {', '.join(sorted(LIES))}")
        self.lie = LIES[name]
        unknown = set(options) - set(self.lie.options)
        if unknown:
            raise ValueError(f"{name} has no option {', '.join(sorted(unknown))}; it has: {', '.join(self.lie.options) or 'none'}")
        self.options = {**self.lie.options, **options}
        self.rate, self.times, self.told, self._chances = rate, times, 0, 0
        self.methods = tuple(methods) if methods else self.lie.methods
        self._key = f"{seed} {provider.name} {name}"
        self.provider, self.kept = provider, {}

    def chance(self, methods=()):
        """A Chance when the dice say that the lie is told now, else None."""
        if self.times is not None and self.told >= self.times:
            return None
        if self.methods and methods and not set(self.methods) & set(methods):
            return None
        self._chances += 1
        choice = random.Random(f"{self._key} {self._chances}")
        return Chance(self, choice, tuple(methods)) if choice.random() < self.rate else None

    def json(self) -> dict:
        return {"name": self.lie.name, "rate": self.rate, "times": self.times, "told": self.told, **self.options}


@dataclass
class Chance:
    """One opportunity that is taken."""

    active: Active
    choice: random.Random
    methods: tuple = ()

    def __getitem__(self, option):
        return self.active.options[option]

    @property
    def kept(self) -> dict:
        """What the lie remembers between its opportunities."""
        return self.active.kept


@dataclass
class Call(Chance):
    """An opportunity at one call. `view` is what the node sees."""

    method: str = ""
    params: list = field(default_factory=list)
    view: object = None


def choose(choice: random.Random, count: int, kinds=None) -> list[str]:
    """`count` different lies at random, at most one that changes the view and one of the HTTP stage."""
    names = sorted(name for name, each in LIES.items() if kinds is None or each.kind in kinds)
    choice.shuffle(names)
    chosen, taken = [], set()
    for name in names:
        stage = LIES[name].stage
        if len(chosen) < count and (stage not in ("view", "http") or stage not in taken):
            chosen.append(name)
            taken.add(stage)
    return chosen
