"""The walls of the design: what each folder can include, asked of the compiler with that folder's own arguments."""
import re
import subprocess
from pathlib import Path

import pytest
from conftest import SOURCES, compile_commands

# Folder: the other folders whose headers it may see. Features do not see one another; only nginx/ sees nginx.
SEES = {
    "base": set(),
    "io": {"base"},
    "postgres": {"base", "io"},
    "mongodb": {"base", "io"},
    "http": {"base"},
    "access": {"base", "io", "postgres", "http"},
    "documents": {"base", "io", "postgres", "mongodb"},
    "jobs": {"base", "io", "postgres"},
    "wellbeing": {"base", "io", "postgres", "http", "access"},
    "surveys": {"base", "http"},
    "hr": {"base", "io", "postgres", "http", "access", "jobs", "surveys", "wellbeing"},
    "slack": {"base", "io", "postgres", "http", "access", "documents", "jobs", "surveys", "wellbeing"},
    "staking": {"base", "io", "postgres", "http", "access", "jobs"},
    "assistant": {"base", "io", "postgres", "http", "access", "jobs", "wellbeing"},
    "serving": {"base", "io", "postgres", "mongodb", "http", "access", "documents", "jobs", "surveys", "wellbeing", "hr", "slack", "staking", "assistant"},
    "nginx": {"base", "io", "postgres", "mongodb", "http", "access", "documents", "jobs", "surveys", "wellbeing", "hr", "slack", "staking", "assistant", "serving"},
    "worker": {"base", "io", "postgres", "mongodb", "http", "access", "documents", "jobs", "surveys", "wellbeing", "staking", "hr", "slack", "assistant"},
}

# Libraries whose headers every compiler finds in /usr/include: header pattern, and the folders that may use it.
LIBRARIES = {
    "libpq": (r"libpq-fe\.h|libpq/|pg_config|postgres_ext", {"postgres", "worker"}),
    "libuv": (r"uv\.h|uv/", {"worker"}),
    "libcurl": (r"curl/", {"worker"}),
    "libmongoc": (r"mongoc", {"worker"}),
    "toml++": (r"toml\+\+|toml\.hpp", {"worker"}),
    "libbson": (r"bson", {"documents", "mongodb"}),
    "Crypto++": (r"crypto\+\+|cryptopp", {"staking"}),
    "nginx": (r"ngx_|nginx\.h", {"nginx"}),
}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)


def folders() -> list[str]:
    return sorted(path.name for path in SOURCES.iterdir() if path.is_dir() and any(path.rglob("*.hpp")))


def arguments_of(folder: str) -> list[str]:
    for file, arguments in compile_commands().items():
        if file.parent == (SOURCES / folder) and file.suffix == ".cpp":
            return arguments
    pytest.fail(f"no source of {folder}/ is in compile_commands.json")


def visible(folder: str, headers: list[str]) -> set[str]:
    """Those of `headers` that a source file of `folder` could include."""
    source = "".join(f'#if __has_include("{header}")\nvisible {header}\n#endif\n' for header in headers)
    result = subprocess.run([*arguments_of(folder), "-E", "-P", "-x", "c++", "-"], input=source, capture_output=True, text=True, cwd="/")
    assert result.returncode == 0, result.stderr
    return {line.split()[1] for line in result.stdout.splitlines() if line.startswith("visible ")}


def test_every_folder_has_its_walls():
    assert set(folders()) == set(SEES), "a new folder needs a line in SEES"


def test_a_source_begins_with_its_own_header_so_that_its_build_proves_it_whole():
    pairs = [(header, source) for header in SOURCES.rglob("*.hpp") if (source := header.with_suffix(".cpp")).exists()]
    assert pairs
    for header, source in pairs:
        first = INCLUDE.search(source.read_text())
        assert first and first[2] == header.relative_to(SOURCES).as_posix(), source


@pytest.mark.parametrize("folder", sorted(SEES))
def test_a_folder_sees_what_the_design_lets_it_see(folder: str):
    one_header_each = {other: next((SOURCES / other).glob("*.hpp")).relative_to(SOURCES).as_posix() for other in SEES}
    found = visible(folder, list(one_header_each.values()))
    seen = {other for other, header in one_header_each.items() if header in found}
    assert folder in seen, "the question is wrong: a folder always sees itself"
    assert seen - {folder} <= SEES[folder]


@pytest.mark.parametrize("folder", sorted(SEES))
def test_only_the_nginx_folder_sees_nginx(folder: str):
    assert bool(visible(folder, ["ngx_config.h", "ngx_core.h", "ngx_http.h"])) == (folder == "nginx")


@pytest.mark.parametrize("library", sorted(LIBRARIES))
def test_a_library_is_used_only_where_it_belongs(library: str):
    pattern, allowed = LIBRARIES[library]
    users = {}
    for file in [*SOURCES.rglob("*.hpp"), *SOURCES.rglob("*.cpp")]:
        for quote, header in INCLUDE.findall(file.read_text()):
            if quote == "<" and re.match(pattern, header):
                users.setdefault(file.relative_to(SOURCES).parts[0], []).append(f"{file.relative_to(SOURCES)}: {header}")
    wrong = [line for folder, lines in users.items() if folder not in allowed for line in lines]
    assert not wrong, "\n".join(wrong)


def test_no_sql_in_cpp():
    statement = re.compile(r'"\s*(select|insert\s+into|update|delete\s+from|with)\s+\w', re.IGNORECASE)
    # What a connection says to its server about itself, and what `migrate` runs, is no statement of the catalogue.
    exempt = {Path("postgres"), Path("worker")}
    found = [f"{file.relative_to(SOURCES)}:{number}: {line.strip()}"
             for file in SOURCES.rglob("*.cpp") if file.relative_to(SOURCES).parent not in exempt
             for number, line in enumerate(file.read_text().splitlines(), 1) if not line.lstrip().startswith("//") and statement.search(line)]
    assert not found, "\n".join(found)


def test_features_do_not_include_one_another():
    """What two features of HR share moves up into hr/ itself."""
    features = SOURCES / "hr"
    names = {path.name for path in features.iterdir() if path.is_dir()}
    crossing = [f"{source.relative_to(SOURCES)} includes hr/{other}" for name in names for source in (features / name).glob("*.?pp")
                for other in names - {name} if f'#include "hr/{other}/' in source.read_text()]
    assert not crossing
