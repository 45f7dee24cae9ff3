-- A page of who did one thing, the latest first.
--
-- kind: read
-- process: nginx
-- plan: audit_log_by_action member_pkey
-- param: team_space_id bigint
-- param: action text
-- param: before_at timestamptz
-- param: before_id bigint
-- param: since timestamptz?
-- param: limit int
-- param: offset int
-- column: id bigint
-- column: at timestamptz
-- column: actor_id bigint?
-- column: actor_name text?
-- column: action text
-- column: target_kind text
-- column: target_id text
-- column: request_id text?
-- column: diff text
select line.id, line.at, line.actor_id, member.name, line.action, line.target_kind, line.target_id, line.request_id,
       line.diff::text
from audit_log line
left join member on member.team_space_id = $1 and member.id = line.actor_id
where line.team_space_id = $1 and line.action = $2 and (line.at, line.id) < ($3, $4)
      and ($5 is null or line.at >= $5)
order by line.at desc, line.id desc
limit $6::int offset $7::int
