-- What running processes must forget since change $1. Rows younger than 10 seconds come again: ids are drawn before
-- commit, so a lower one may become visible after a higher one.
--
-- kind: read
-- process: nginx
-- primary: yes
-- plan: access_change_pkey access_change_by_age
-- param: after_id bigint
-- column: id bigint
-- column: kind text
-- column: team_space_id bigint
-- column: member_id bigint?
-- column: subject bytea?
select change.id, change.kind, change.team_space_id, change.member_id, change.subject
from access_change change
where change.id > $1 and change.created_at + interval '10 seconds' <= now()
union all
select change.id, change.kind, change.team_space_id, change.member_id, change.subject
from access_change change
where change.created_at > now() - interval '10 seconds'
order by 1
