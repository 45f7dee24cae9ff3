-- How many exports list_exports has.
--
-- kind: read
-- process: nginx
-- plan: export_job_by_requester
-- param: team_space_id bigint
-- param: requester_id bigint
-- column: total bigint
select count(*) from export_job export
where export.team_space_id = $1 and export.requester_id = $2 and export.expires_at > now()
