-- Celebrations are posted in the channel that a team space has chosen, each once.
alter table gracy.celebration_settings
    -- Null: nothing is posted.
    add slack_channel text check (slack_channel ~ '^[CG][A-Z0-9]{2,30}$'),
    -- When the worker looks next whether something is to be posted.
    add look_at timestamptz,
    -- Why Slack does not take posts there, as Slack calls it, since when; null: it does, as far as anybody knows.
    add slack_trouble text,
    add slack_trouble_at timestamptz,
    add check ((slack_channel is null) = (look_at is null));
create index celebration_settings_to_look on gracy.celebration_settings (look_at) where look_at is not null;

-- What people change; the worker's bookkeeping is no new version.
drop trigger celebration_settings_version on gracy.celebration_settings;
create trigger celebration_settings_version
    before update of birthdays, anniversaries, milestones, welcomes, post_at, slack_channel on gracy.celebration_settings
    for each row execute function gracy.count_version();

-- The message that tells it.
alter table gracy.celebration_occurrence add slack_message_id bigint;
create index celebration_occurrence_by_message on gracy.celebration_occurrence (team_space_id, slack_message_id)
    where slack_message_id is not null;
