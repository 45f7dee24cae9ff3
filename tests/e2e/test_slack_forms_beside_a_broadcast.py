"""How long forms take to open, alone and while thousands are told something: scripts/bench forms asks for it, and so may
GRACY_SOAK_EVENTS=10000."""
import json
import os
import time
from pathlib import Path

import pytest

from slack_fixtures import *  # noqa: F401,F403 - fixtures
from slack_fixtures import noon_everywhere
from test_slack_announcements import AUTHOR, MEMBERS, READER, SCALE, crowd, grant, send, state, write  # noqa: F401 - a fixture
from worker_fixtures import *  # noqa: F401,F403 - fixtures
from worker_fixtures import eventually


@pytest.mark.skipif(not MEMBERS, reason="GRACY_SOAK_EVENTS says how large the broadcast is")
def test_forms_open_while_a_broadcast_runs_as_they_do_before_it(crowd, connected, fresh):  # noqa: F811
    noon_everywhere(fresh)
    grant(fresh, AUTHOR, "announcer")
    slack, author, reader = connected.slack, connected.slack.member(AUTHOR), connected.slack.member(READER)
    journal = slack.workspace.journal

    def milliseconds_to_open(clicks):
        """From the click at Slack to the call that opens the form."""
        began = len(journal.entries)
        for _ in range(clicks):
            reader.shortcut("give_kudos")
            eventually(reader.modal, "the form to open")
            reader.close()
            time.sleep(60 / (90 * SCALE))  # Slack lets an app open a hundred forms a minute
        opened = {entry.content["trigger_id"]: entry.at for entry in journal.select("call", "views.open", began)}
        shortcuts = [entry for entry in journal.select("interaction", since=began) if entry.content["type"] == "shortcut"]
        assert len(shortcuts) == clicks
        return sorted((opened[entry.content["trigger_id"]] - entry.at) * 1000 / SCALE for entry in shortcuts)

    clicks = [int(count) for count in os.environ.get("GRACY_FORMS_CLICKS", "100/300").split("/")]
    alone = milliseconds_to_open(clicks[0])
    write(author, title_ko="모두에게", body_ko="내용", options=[])
    send(author)
    eventually(lambda: len(journal.calls("chat.postMessage")) >= 100, "the broadcast to run", 60)
    during = milliseconds_to_open(clicks[1])
    assert state(fresh) == "sending", "the broadcast ended too soon"
    print(*(f"{len(times)} forms {when}: p50 {times[len(times) // 2]:.0f} ms, p99 {times[len(times) * 99 // 100]:.0f} ms"
            for when, times in (("before", alone), (f"while {len(crowd)} are told", during))), sep="\n")
    if report := os.environ.get("GRACY_FORMS_REPORT"):
        Path(report).write_text(json.dumps({"alone": alone, "during": during}))
