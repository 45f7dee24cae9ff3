"""The module as a shared object: what leaves it, what it needs, under which name it is installed."""
import re
import subprocess
from pathlib import Path

from conftest import BUILD, ROOT


def lines(*command: object) -> list[str]:
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, check=True).stdout.splitlines()


def test_three_symbols_leave_the_module(module: Path):
    exported = {line.split()[-1] for line in lines("nm", "--dynamic", "--defined-only", module)}
    assert exported == {"ngx_modules", "ngx_module_names", "ngx_module_order"}


def test_no_symbol_is_unique(module: Path):
    """STB_GNU_UNIQUE would keep the module in memory for ever; nm shows it as `u`."""
    symbols = lines("nm", "--dynamic", module)
    assert any(line.split()[-2] == "U" for line in symbols), "the question is wrong: the module uses symbols of others"
    assert not [line for line in symbols if line.split()[-2] == "u"]


def test_the_module_needs_none_of_the_workers_libraries(module: Path):
    needed = " ".join(line for line in lines("readelf", "--dynamic", module) if "(NEEDED)" in line)
    assert "libpq" in needed, "the question is wrong: the module needs libpq"
    for library in ("libuv", "libcurl", "libmongoc"):
        assert library not in needed


def test_the_module_is_bound_at_once_and_then_read_only(module: Path):
    flags = " ".join(lines("readelf", "--dynamic", module))
    assert "BIND_NOW" in flags or " NOW" in flags
    assert any("GNU_RELRO" in line for line in lines("readelf", "--program-headers", module))


def install(prefix: Path) -> tuple[Path, str]:
    subprocess.run(["cmake", "--install", BUILD, "--prefix", prefix], check=True, capture_output=True)
    (module,) = (prefix / "lib/gracy").iterdir()
    return module, (prefix / "etc/load_module.conf").read_text()


def test_the_installed_name_holds_version_and_content(tmp_path: Path):
    module, line = install(tmp_path / "one")
    version = re.search(r"project\(gracy VERSION (\S+)", (ROOT / "CMakeLists.txt").read_text())[1]
    assert re.fullmatch(rf"ngx_gracy_module-{re.escape(version)}-[0-9a-f]{{8,}}\.so", module.name)
    assert line == f"load_module {module};\n"
    again, _ = install(tmp_path / "two")
    assert again.name == module.name
    assert (tmp_path / "one/bin/gracy-worker").is_file()
