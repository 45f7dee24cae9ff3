"""Slack's signature (docs.slack.dev, Verifying requests from Slack)."""

import hashlib
import hmac
import time


def authentic(secret, request):
    timestamp = request.headers.get("X-Slack-Request-Timestamp", "")
    if not timestamp.isdigit() or abs(time.time() - int(timestamp)) > 300:
        return False
    # Before the form is read, which would take the body away.
    body = request.get_data(cache=True, parse_form_data=False)
    expected = "v0=" + hmac.new(secret, f"v0:{timestamp}:".encode() + body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected, request.headers.get("X-Slack-Signature", ""))
