-- How many announcements there are.
--
-- kind: read
-- process: nginx
-- plan: announcement_pkey|announcement_by_state|announcement_by_author|announcement_by_editor|announcement_by_approver|announcement_by_corrector
-- param: team_space_id bigint
-- column: total bigint
select count(*) from announcement where announcement.team_space_id = $1
