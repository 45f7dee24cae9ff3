-- Ends all of a member's sessions but the one that asks; how many.
--
-- kind: write
-- process: nginx
-- plan: session_by_member|session_by_id
-- param: team_space_id bigint
-- param: member_id bigint
-- param: id_hash bytea
-- param: request_id text?
-- column: closed int
with closed as (
    delete from session
    where session.team_space_id = $1 and session.member_id = $2 and session.id_hash <> $3
    returning 1
), noted as (
    insert into audit_log (team_space_id, actor_id, action, target_kind, target_id, request_id, diff)
    select $1, $2, 'session.close_others', 'member', $2::text, $4, jsonb_build_object('sessions', count(*))
    from closed
    having count(*) > 0
)
select count(*)::int from closed
