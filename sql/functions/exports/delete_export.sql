-- Gives an export up, or its file: from now on it is as if it had expired, and whoever still writes it is refused the next
-- piece. What is left of it goes with the next purge. False when the member has no such export.
create or replace function gracy.delete_export(p_team_space_id bigint, p_actor_id bigint, p_id bigint, p_request_id text)
    returns bool
    language plpgsql as $$
begin
    update gracy.export_job export
    set state = case when export.state in ('queued', 'running') then 'failed' else export.state end, expires_at = now()
    where export.team_space_id = p_team_space_id and export.id = p_id and export.requester_id = p_actor_id
          and export.expires_at > now();
    if not found then
        return false;
    end if;
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'export.delete', 'export', p_id::text, p_request_id, '{}');
    return true;
end
$$;
