-- How many members there are, for an export's progress.
--
-- kind: bulk
-- process: both
-- plan: none (any index of the team space's members will do)
-- param: team_space_id bigint
-- column: total bigint
select count(*) from member where member.team_space_id = $1
