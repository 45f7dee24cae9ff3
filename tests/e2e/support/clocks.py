"""Clocks for tests that run at any hour."""
import time
from datetime import datetime
from zoneinfo import ZoneInfo


def noon_zone() -> str:
    """A time zone whose clock says about noon now."""
    return f"Etc/GMT{int(time.strftime('%H', time.gmtime())) - 12:+d}"


def today_in_seoul() -> str:
    """The day that it is for the demo's people."""
    return datetime.now(ZoneInfo("Asia/Seoul")).date().isoformat()
