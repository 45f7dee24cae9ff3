-- How many rows list_audit_log_by_actor has on all its pages.
--
-- kind: read
-- process: nginx
-- plan: audit_log_by_actor
-- param: team_space_id bigint
-- param: actor_id bigint
-- param: until timestamptz
-- param: since timestamptz?
-- param: action text?
-- column: total bigint
select count(*)
from audit_log line
where line.team_space_id = $1 and line.actor_id = $2 and line.at < $3
      and ($4 is null or line.at >= $4) and ($5 is null or line.action = $5)
