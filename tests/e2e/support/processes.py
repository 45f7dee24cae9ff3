"""Signals to processes and their children, and running as another user."""
import os
import pwd
import signal
import subprocess
from pathlib import Path

from .waiting import eventually

AS_ROOT = os.geteuid() == 0
# PostgreSQL refuses to run as root; nginx's workers become this user as well, so that both can reach each other's files.
SERVICE_USER = "postgres" if AS_ROOT else pwd.getpwuid(os.geteuid()).pw_name


def as_service(*command: object) -> list[str]:
    words = [str(word) for word in command]
    if not AS_ROOT:
        return words
    return ["setpriv", f"--reuid={SERVICE_USER}", f"--regid={SERVICE_USER}", "--clear-groups", "--", *words]


def give_to_service(path: Path) -> None:
    if AS_ROOT:
        user = pwd.getpwnam(SERVICE_USER)
        os.chown(path, user.pw_uid, user.pw_gid)


def run(*command: object, **options) -> subprocess.CompletedProcess:
    """Runs to the end; a failure shows what was said."""
    result = subprocess.run([str(word) for word in command], capture_output=True, text=True, stdin=subprocess.DEVNULL,
                            cwd="/", **options)
    assert result.returncode == 0, f"{command} ended with {result.returncode}:\n{result.stdout}{result.stderr}"
    return result


def children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def command_line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def state(pid: int) -> str:
    """The letter of proc(5); X: gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return "X"


def alive(pid: int) -> bool:
    return state(pid) not in "ZX"


def cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def seconds_of_threads(pid: int) -> float:
    """Of the threads that it has now, by a finer clock."""
    return sum(int(path.read_text().split()[0]) for path in Path(f"/proc/{pid}/task").glob("*/schedstat")) / 1e9


def resident_bytes(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def forget_peak(pid: int) -> None:
    """From now on peak_bytes counts anew (proc(5), clear_refs)."""
    Path(f"/proc/{pid}/clear_refs").write_text("5")


def peak_bytes(pid: int) -> int:
    """The most that was resident."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


def send_signal(pid: int, number: signal.Signals) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        pass


class frozen:
    """Processes stopped for the length of a `with` block; they are thawed whatever happens in it."""

    def __init__(self, *pids: int):
        self.pids = pids

    def __enter__(self):
        for pid in self.pids:
            send_signal(pid, signal.SIGSTOP)
        # One that has yet to notice would still be woken for a connection, which nobody else then takes.
        for pid in self.pids:
            eventually(lambda pid=pid: state(pid) in "TZX", f"process {pid} to stop")
        return self

    def __exit__(self, *_):
        for pid in reversed(self.pids):
            send_signal(pid, signal.SIGCONT)
