-- How many rows list_audit_log_of has on all its pages.
--
-- kind: read
-- process: nginx
-- plan: audit_log_by_target
-- param: team_space_id bigint
-- param: target_kind text
-- param: target_id text
-- param: until timestamptz
-- param: since timestamptz?
-- param: action text?
-- param: actor_id bigint?
-- column: total bigint
select count(*)
from audit_log line
where line.team_space_id = $1 and line.target_kind = $2 and line.target_id = $3 and line.at < $4
      and ($5 is null or line.at >= $5) and ($6 is null or line.action = $6) and ($7 is null or line.actor_id = $7)
