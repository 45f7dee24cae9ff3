-- What and when the team space celebrates.
--
-- kind: read
-- process: nginx
-- plan: celebration_settings_pkey
-- param: team_space_id bigint
-- column: birthdays bool
-- column: anniversaries bool
-- column: milestones bool
-- column: welcomes bool
-- column: post_at text
-- column: slack_channel text?
-- column: slack_trouble text?
-- column: version int
select settings.birthdays, settings.anniversaries, settings.milestones, settings.welcomes,
       to_char(settings.post_at, 'HH24:MI'), settings.slack_channel,
       settings.slack_trouble, settings.version
from celebration_settings settings
where settings.team_space_id = $1
