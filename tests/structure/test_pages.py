"""The pages that people read: links lead somewhere, and what the sources have stands in them."""
import re
from pathlib import Path

import pytest
from conftest import ROOT, SOURCES

PAGES = [ROOT / "README.md", *sorted((ROOT / "conf").glob("*.md")), *sorted((ROOT / "conf").glob("*/*.md"))]


def anchors(page: Path) -> set[str]:
    """As GitHub makes them of headings."""
    text = re.sub(r"^```.*?^```", "", page.read_text(), flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path):
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text()):
        if "://" in link:
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_files_that_are_named_are_there():
    for page in PAGES:
        for name in re.findall(r"`((?:conf|scripts|tests|sql|contracts)/[\w./-]+)`", page.read_text()):
            assert (ROOT / name).exists(), f"{page.relative_to(ROOT)}: {name}"


def test_readme_comes_to_the_point():
    """What it is, how to start it, a request, how to put it into an nginx, the directives, and where the rest stands."""
    headings = re.findall(r"^##? (.*)$", re.sub(r"^```.*?^```", "", (ROOT / "README.md").read_text(), flags=re.MULTILINE | re.DOTALL), re.MULTILINE)
    assert headings == ["Gracy", "Two commands", "A request and its answer", "In an nginx that you have", "Directives", "Where things are"]
    readme = (ROOT / "README.md").read_text()
    unlinked = [page for page in PAGES[1:] if f"({page.relative_to(ROOT).as_posix()}" not in readme and page.parent.name != "docs"]
    assert not unlinked


def test_every_directive_is_explained():
    declared = set(re.findall(r'(?:in_http|command)\("(gracy_\w+)"', (SOURCES / "nginx/directives.cpp").read_text()))
    [surfaces] = [found[1] for path in SOURCES.rglob("surfaces.cpp") if (found := re.search(r"directives\{(.*?)\}", path.read_text(), re.DOTALL))]
    declared |= set(re.findall(r'"(gracy_\w+)"', surfaces))
    rows = [line for line in (ROOT / "README.md").read_text().splitlines() if line.startswith("| `gracy_")]
    explained = {name for row in rows for name in re.findall(r"`(gracy_\w+)", row.split(" | ")[0])}
    assert len(declared) > 25 and declared == explained


def test_every_metric_is_explained():
    """Also those that a later release adds: conf/metrics.md names each."""
    sources = [text for path in SOURCES.rglob("*.cpp") if "page.family(" in (text := path.read_text())]
    declared = {name for text in sources for name in re.findall(r'"(gracy_\w+)"', text)}
    rows = [line for line in (ROOT / "conf/metrics.md").read_text().splitlines() if line.startswith("| `gracy_")]
    explained = {name for row in rows for name in re.findall(r"`(gracy_\w+)", row.split(" | ")[0])}
    assert len(declared) > 100
    assert declared - explained == set(), "conf/metrics.md lacks them"
