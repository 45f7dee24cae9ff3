-- An announcement is posted in channels as well: once in each, in both languages, for whoever reads there.
create table gracy.announcement_channel (
    team_space_id bigint not null,
    announcement_id bigint not null,
    -- The workspace in which it was chosen.
    team_id text not null,
    channel text not null,
    state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed', 'recalled')),
    -- The message that it was handed over as, where that stands, and which text it has.
    slack_message_id bigint,
    slack_ts text,
    slack_text_version int,
    -- Why Slack did not take it.
    error_code text,
    primary key (team_space_id, announcement_id, channel),
    foreign key (team_space_id, announcement_id) references gracy.announcement (team_space_id, id) on delete cascade
);
create index announcement_channel_by_message on gracy.announcement_channel (team_space_id, slack_message_id)
    where slack_message_id is not null;
select gracy.protect_table('announcement_channel', true);

-- They take the channels now; what a server of before calls says nothing of them.
drop function if exists gracy.draft_announcement_from_slack(text, text, text, text, text, text, text, jsonb, text[], bool, text,
                                                            text, date, time);
drop function if exists gracy.edit_announcement_from_slack(text, text, text, bigint, int, text, text, text, text, jsonb, text[],
                                                           bool, text, date, time);
