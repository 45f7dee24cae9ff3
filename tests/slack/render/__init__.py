"""Block Kit as a picture: JSON to HTML to PNG, in headless Chromium (a Debian package). Nothing is fetched from anywhere.

    from render import Browser, page
    with Browser() as browser:
        png = browser.picture(page(view, Reader(users={"U0HB000002": "이지호"})))
"""
from .browser import Browser, executable
from .mrkdwn import Reader
from .surface import page

__all__ = ["Browser", "Reader", "executable", "page"]
