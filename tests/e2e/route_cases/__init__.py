"""The matrix's rows: every route x whose thing it is about, a module a feature. test_tenancy.py calls them as everybody.

A module has CASES, and may have thing(database, people, whose, case): the id for {id} in the path, made anew when a case needs
it; without one it is the member's own id.
"""
import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """One way to call a route. `about` is whose thing it is about: own, colleague (same team space), subtree (a report of the
    manager among the callers), fresh (a colleague whom nothing else is about), other (another
    team space)."""
    method: str
    path: str
    scope: str | None  # None: open to everybody
    about: str = ""
    body: object = None
    # By whom it may be done; everybody else who is signed in gets `otherwise`.
    allowed: tuple[str, ...] = ("owner", "admin", "manager", "member")
    status: int = 200
    otherwise: int = 403
    # What stands behind the path: "question=1"
    query: str = ""
    # What stands in the path besides {id}: (("date", "2026-11-21"),)
    path_values: tuple[tuple[str, str], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    # Scopes that it takes besides the route's, for what it is about.
    also: tuple[str, ...] = ()


def modules() -> list:
    return [importlib.import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)]


def all_cases() -> list[Case]:
    return [case for module in modules() for case in module.CASES]


def thing_of(case: Case) -> Callable:
    """How the module that has the case makes what it is about."""
    module = next(module for module in modules() if case in module.CASES)
    return getattr(module, "thing", lambda database, people, whose, case: whose.id)
