-- How many announcements are in one state.
--
-- kind: read
-- process: nginx
-- plan: announcement_by_state
-- param: team_space_id bigint
-- param: state text
-- column: total bigint
select count(*) from announcement where announcement.team_space_id = $1 and announcement.state = $2
