"""Every secret that a test has used. None of them may ever stand in a log; conftest.py looks at the end of the session."""
_secrets: dict[str, str] = {}


def remember(secret: str, what: str) -> str:
    """`secret`, which from now on is looked for in all logs."""
    assert len(secret) >= 8, "too short to be looked for"
    _secrets[secret] = what
    return secret


def found_in(text: str) -> list[str]:
    """What each secret that stands in `text` is."""
    return [what for secret, what in _secrets.items() if secret in text]
