"""Checks of the project as it stands on disk and in the build tree: nothing is started.

    GRACY_BUILD=build/release /usr/bin/python3 -m pytest tests/structure
"""
import json
import os
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "ngx_gracy_module"
BUILD = Path(os.environ.get("GRACY_BUILD", ROOT / "build" / "release")).resolve()


@cache
def compile_commands() -> dict[Path, list[str]]:
    """The compiler's arguments for every source file of ours, without input and output."""
    commands = {}
    for entry in json.loads((BUILD / "compile_commands.json").read_text()):
        arguments = entry["command"].split()
        start = next(i for i, word in enumerate(arguments) if "clang" in word)
        kept, skip = [], False
        for word in arguments[start:]:
            if skip:
                skip = False
            elif word in ("-o", "-c", "-MF", "-MT", "-MQ"):
                skip = True
            elif word not in ("-MD", "-MMD"):
                kept.append(word)
        file = Path(entry["directory"], entry["file"])
        commands[file.resolve()] = kept
    return commands


def pytest_report_header() -> str:
    return f"gracy: {BUILD}"


@pytest.fixture(scope="session")
def module() -> Path:
    return BUILD / "ngx_gracy_module" / "ngx_gracy_module.so"
