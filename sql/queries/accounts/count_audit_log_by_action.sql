-- How many rows list_audit_log_by_action has on all its pages.
--
-- kind: read
-- process: nginx
-- plan: audit_log_by_action
-- param: team_space_id bigint
-- param: action text
-- param: until timestamptz
-- param: since timestamptz?
-- column: total bigint
select count(*)
from audit_log line
where line.team_space_id = $1 and line.action = $2 and line.at < $3
      and ($4 is null or line.at >= $4)
