"""g++ 12 miscompiles coroutines, so a build with it stops and says why."""
import subprocess
from pathlib import Path

import pytest
from conftest import ROOT


@pytest.mark.parametrize("compilers", [("gcc-12", "g++-12")])
def test_gxx_is_refused_with_a_reason(compilers: tuple[str, str], tmp_path: Path):
    c, cxx = compilers
    assert subprocess.run([cxx, "--version"], capture_output=True).returncode == 0, f"{cxx} is not installed"
    result = subprocess.run(["cmake", "-S", ROOT, "-B", tmp_path, "-G", "Ninja", f"-DCMAKE_C_COMPILER={c}", f"-DCMAKE_CXX_COMPILER={cxx}"],
                            capture_output=True, text=True)
    assert result.returncode != 0
    assert "miscompiles" in result.stderr and "clang" in result.stderr
