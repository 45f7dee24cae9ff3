-- A list is sent as a file at once: the audit log tells of it, and which part of the list it is.
create or replace function gracy.record_list_file(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_name text,
    p_query text,
    p_request_id text)
returns void language plpgsql as $$
begin
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'export.stream', 'dataset', p_name, p_request_id,
                             jsonb_build_object('dataset', p_name, 'format', 'csv', 'query', p_query));
end
$$;
