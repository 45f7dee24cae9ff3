-- What a member can set for themselves in Slack, as it holds now: ok, unknown_workspace, not_member. weekdays: 1 is Monday; quiet_from
-- and quiet_until as "HH:MM".
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- column: outcome text
-- column: locale text
-- column: tz text?
-- column: asked bool?
-- column: weekdays int[]
-- column: at_minute int?
-- column: quiet_from text?
-- column: quiet_until text?
-- column: on_leaderboards bool?
-- column: celebrates_birthday bool?
-- column: celebrates_anniversary bool?
select own.outcome, own.locale, own.tz, own.asked, coalesce(own.weekdays, '{}'), own.at_minute, own.quiet_from, own.quiet_until,
       own.on_leaderboards, own.celebrates_birthday, own.celebrates_anniversary
from own_settings($1, $2, $3) as own
