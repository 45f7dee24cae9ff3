-- How many rows list_audit_log has on all its pages.
--
-- kind: read
-- process: nginx
-- plan: audit_log_by_time
-- param: team_space_id bigint
-- param: until timestamptz
-- param: since timestamptz?
-- column: total bigint
select count(*)
from audit_log line
where line.team_space_id = $1 and line.at < $2 and ($3 is null or line.at >= $3)
