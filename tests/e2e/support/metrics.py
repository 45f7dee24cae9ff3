"""Prometheus' text format, read strictly: what a scrape would refuse is refused here."""
import math
import re

_name = r"[a-zA-Z_:][a-zA-Z0-9_:]*"
_sample = re.compile(rf"^({_name})(?:\{{(.*)\}})? ([^ ]+)(?: (-?\d+))?$")
_label = re.compile(rf'({_name})="((?:[^"\\]|\\["\\n])*)"(?:,|$)')

Labels = tuple[tuple[str, str], ...]


class Metrics:
    """All samples of a page, by name and labels."""

    def __init__(self, text: str):
        assert text.endswith("\n"), "the last line must end"
        self.samples: dict[tuple[str, Labels], float] = {}
        self.types: dict[str, str] = {}
        family = ""
        for line in text.splitlines():
            if line.startswith("# HELP "):
                assert re.match(rf"^# HELP {_name} .+$", line), line
                continue
            if line.startswith("# TYPE "):
                _, _, family, kind = line.split(" ")
                assert kind in ("counter", "gauge", "histogram", "summary", "untyped"), line
                assert family not in self.types, f"{family} comes twice"
                self.types[family] = kind
                continue
            assert not line.startswith("#") and line, line
            self._read_sample(line, family)
        self._check_histograms()

    def _read_sample(self, line: str, family: str) -> None:
        match = _sample.match(line)
        assert match, f"not a sample: {line}"
        name, labels, value, _ = match.groups()
        allowed = {family} | ({f"{family}_{end}" for end in ("bucket", "sum", "count")} if self.types.get(family) == "histogram" else set())
        assert name in allowed, f"{name} stands in the family {family}"
        pairs = []
        position = 0
        while labels and position < len(labels):
            label = _label.match(labels, position)
            assert label, f"bad labels: {line}"
            pairs.append((label[1], label[2]))
            position = label.end()
        key = (name, tuple(pairs))
        assert key not in self.samples, f"twice: {line}"
        self.samples[key] = float(value.replace("+Inf", "inf"))

    def _check_histograms(self) -> None:
        for family, kind in self.types.items():
            if kind != "histogram":
                continue
            series: dict[Labels, list[tuple[float, float]]] = {}
            for (name, labels), value in self.samples.items():
                if name == f"{family}_bucket":
                    rest = tuple(pair for pair in labels if pair[0] != "le")
                    series.setdefault(rest, []).append((float(dict(labels)["le"].replace("+Inf", "inf")), value))
            for labels, buckets in series.items():
                bounds, counts = zip(*buckets)
                assert list(bounds) == sorted(set(bounds)) and bounds[-1] == math.inf, (family, labels)
                assert list(counts) == sorted(counts), f"{family}{labels} must grow: {counts}"
                assert counts[-1] == self.samples[(f"{family}_count", labels)], (family, labels)
                assert (f"{family}_sum", labels) in self.samples

    def get(self, name: str, **labels: str) -> float:
        """The sum of the samples that have these labels; 0 without any."""
        wanted = set(labels.items())
        return sum(value for (key, pairs), value in self.samples.items() if key == name and wanted <= set(pairs))

    def names(self) -> set[str]:
        return {name for name, _ in self.samples}
