"""Time zones for tests that run at any hour."""
import time


def noon_zone() -> str:
    """A time zone whose clock says about noon now."""
    return f"Etc/GMT{int(time.strftime('%H', time.gmtime())) - 12:+d}"
