"""Every secret that a test has used. None of them may ever stand in a log; conftest.py looks at the end of the session."""
import subprocess
from pathlib import Path

_secrets: dict[str, str] = {}


def remember(secret: str, what: str) -> str:
    """`secret`, which from now on is looked for in all logs."""
    assert len(secret) >= 8, "too short to be looked for"
    _secrets[secret] = what
    return secret


def found_in(text: str) -> list[str]:
    """What each secret that stands in `text` is."""
    return [what for secret, what in _secrets.items() if secret in text]


def leaks(folder: Path) -> list[str]:
    """Which secret stands in which log. Thousands of them in hundreds of megabytes: grep looks for all in one go, and only where it
    finds something is it asked what."""
    patterns = folder / "secrets_used"
    patterns.touch(mode=0o600)
    patterns.write_text("".join(f"{line}\n" for secret in _secrets for line in secret.splitlines() if line))
    found = subprocess.run(["grep", "--recursive", "--files-with-matches", "--text", "--fixed-strings", f"--file={patterns}", "--include=*.log", folder],
                           capture_output=True, text=True, env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"})
    patterns.unlink()
    assert found.returncode in (0, 1), found.stderr
    return [f"{what} stands in {path}" for path in found.stdout.splitlines() for what in found_in(Path(path).read_bytes().decode(errors="replace"))]
