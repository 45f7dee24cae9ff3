-- Adds a line to the audit log, in the transaction of what it tells of.
create or replace function gracy.note_audit(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_action text,
    p_target_kind text,
    p_target_id text,
    p_request_id text,
    p_diff jsonb default '{}') returns void
    language plpgsql as $$
begin
    insert into gracy.audit_log (team_space_id, actor_id, action, target_kind, target_id, request_id, diff)
    values (p_team_space_id, p_actor_id, p_action, p_target_kind, p_target_id, p_request_id, p_diff);
end
$$;
