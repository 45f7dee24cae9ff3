-- Ends a session; false when there was none.
--
-- kind: write
-- process: nginx
-- plan: session_pkey
-- param: id_hash bytea
-- param: request_id text?
-- column: closed bool
with closed as (
    delete from session where session.id_hash = $1 returning session.team_space_id, session.member_id
), noted as (
    insert into audit_log (team_space_id, actor_id, action, target_kind, target_id, request_id)
    select closed.team_space_id, closed.member_id, 'session.close', 'member', closed.member_id::text, $2
    from closed
)
select exists (select from closed)
