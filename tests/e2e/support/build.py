"""The build under test, and the sanitizer runtime that it needs.

GRACY_BUILD    the build tree (build/release)
GRACY_PRELOAD  a library for LD_PRELOAD; by itself AddressSanitizer's when the tree was built with it
"""
import functools
import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
BUILD = Path(os.environ.get("GRACY_BUILD", ROOT / "build" / "release")).resolve()
MODULE = BUILD / "ngx_gracy_module" / "ngx_gracy_module.so"
WORKER = BUILD / "ngx_gracy_module" / "gracy-worker"
NGINX = "/usr/sbin/nginx"
POSTGRES_BIN = Path("/usr/lib/postgresql/15/bin")


@functools.cache
def cache_value(name: str) -> str:
    """A variable of the tree's CMakeCache.txt; empty when it has none."""
    try:
        lines = (BUILD / "CMakeCache.txt").read_text().splitlines()
    except FileNotFoundError:
        return ""
    for line in lines:
        if line.startswith(name + ":"):
            return line.partition("=")[2]
    return ""


def sanitized() -> bool:
    return "address" in cache_value("GRACY_SANITIZE")


@functools.cache
def preload() -> str:
    if "GRACY_PRELOAD" in os.environ:
        return os.environ["GRACY_PRELOAD"]
    if not sanitized():
        return ""
    compiler = cache_value("CMAKE_CXX_COMPILER") or "clang++-19"
    runtime = subprocess.run([compiler, "-print-file-name=libclang_rt.asan-x86_64.so"], capture_output=True, text=True, check=True)
    return runtime.stdout.strip()


def patience(seconds: float) -> float:
    """A limit that means "soon": sanitizers make everything slower."""
    return seconds * 3 if preload() else seconds


def program_environment(reports: Path) -> dict[str, str]:
    """For nginx and the worker. Sanitizers write their reports into `reports`, which every user must be able to write to."""
    environment = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "TZ", "HOME")}
    # A killed worker leaves libmongoc's counters behind, and another one of its number would say so in its log.
    environment["MONGOC_DISABLE_SHM"] = "1"
    if preload():
        suppressions = Path(__file__).with_name("leaks.supp")
        common = f"log_path={reports}/sanitizer:print_stacktrace=1"
        environment |= {
            "LD_PRELOAD": preload(),
            "ASAN_OPTIONS": f"{common}:detect_leaks=1:detect_stack_use_after_return=0:abort_on_error=0:halt_on_error=1",
            "UBSAN_OPTIONS": common,
            "LSAN_OPTIONS": f"suppressions={suppressions}:print_suppressions=0",
        }
    return environment
