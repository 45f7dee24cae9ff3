-- An announcement that is written in Slack may be for later.
alter table gracy.announcement
    -- When its author wants it to go out, from the form on; null: as soon as it may. Kept while others approve it.
    add wanted_at timestamptz;

-- They take or tell more now.
drop function if exists gracy.draft_announcement_from_slack(text, text, text, text, text, text, text, jsonb, text[], bool, text, text);
drop function if exists gracy.send_announcement_from_slack(text, text, text, bigint, int, text);
drop function if exists gracy.slack_announcer(text, text, text);
drop function if exists gracy.read_slack_announcement(bigint, bigint);
