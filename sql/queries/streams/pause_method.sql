-- Slack has answered that a method was called too often in a workspace: it is left alone for as long as Slack says.
--
-- kind: write
-- process: worker
-- plan: slack_lane_pkey
-- param: team_space_id bigint
-- param: team_id text
-- param: method text
-- param: pause_seconds float8
update slack_lane lane
set paused_until = greatest(lane.paused_until, now() + $4::float8 * interval '1 second'), tokens = 0,
    filled_at = greatest(lane.paused_until, now() + $4::float8 * interval '1 second')
where lane.team_space_id = $1 and lane.team_id = $2 and lane.method = $3
