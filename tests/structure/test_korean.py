"""A Korean particle is chosen by how the word before it ends (base/korean.hpp, sql/functions/language): no reader sees both."""
import re

from conftest import ROOT, SOURCES

BOTH = re.compile(r"은\(는\)|는\(은\)|이\(가\)|가\(이\)|을\(를\)|를\(을\)|과\(와\)|와\(과\)|\(이\)라|\(으\)로")


def test_no_sentence_leaves_the_particle_open():
    sources = [*SOURCES.rglob("*.cpp"), *SOURCES.rglob("*.hpp"), *(ROOT / "sql/functions").rglob("*.sql"), *(ROOT / "sql/queries").rglob("*.sql")]
    assert len(sources) > 500
    found = [f"{source.relative_to(ROOT)}: {line.strip()}" for source in sources
             for line in source.read_text(encoding="utf-8").splitlines() if BOTH.search(line)]
    assert not found, "\n".join(found)
