-- Ends one of a member's own sessions; false when it is not there.
--
-- kind: write
-- process: nginx
-- plan: session_by_id
-- param: team_space_id bigint
-- param: member_id bigint
-- param: id bigint
-- param: request_id text?
-- column: closed bool
with closed as (
    delete from session where session.team_space_id = $1 and session.member_id = $2 and session.id = $3 returning 1
), noted as (
    insert into audit_log (team_space_id, actor_id, action, target_kind, target_id, request_id)
    select $1, $2, 'session.close', 'member', $2::text, $4
    from closed
)
select exists (select from closed)
