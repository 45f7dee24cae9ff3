"""All C++ is laid out by .clang-format."""
import subprocess

from conftest import ROOT


def test_clang_format_has_nothing_to_change():
    sources = [str(path) for folder in ("ngx_gracy_module", "tests") for path in sorted((ROOT / folder).rglob("*.?pp"))
               if "node_modules" not in path.parts]
    assert len(sources) > 300
    result = subprocess.run(["clang-format-19", "--dry-run", "--Werror", *sources], capture_output=True, text=True)
    assert result.returncode == 0, "run clang-format-19 -i on:\n" + "\n".join(
        sorted({line.split(":")[0] for line in result.stderr.splitlines() if ": error:" in line}))
