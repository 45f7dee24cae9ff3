-- An export that the worker will write, unless the requester has five already that are being written: then null. The caller
-- holds the requester's row, so that the limit holds.
create or replace function gracy.open_export(
    p_team_space_id bigint,
    p_requester_id bigint,
    p_subject_id bigint,
    p_dataset text,
    p_format text,
    p_scopes bigint)
returns bigint language plpgsql as $$
declare
    v_open bigint;
    v_id bigint;
begin
    select count(*) into v_open
    from gracy.export_job earlier
    where earlier.team_space_id = p_team_space_id and earlier.requester_id = p_requester_id and earlier.expires_at > now()
          and earlier.state in ('queued', 'running');
    if v_open >= 5 then
        return null;
    end if;
    insert into gracy.export_job as made (team_space_id, requester_id, subject_id, dataset, format, scopes)
    values (p_team_space_id, p_requester_id, p_subject_id, p_dataset, p_format, p_scopes)
    returning made.id into v_id;
    insert into gracy.job (kind, payload, available_at, lane, dedupe_key, max_attempts)
    values ('exports.write', json_build_object('team_space_id', p_team_space_id, 'export_id', v_id), now(), 'bulk',
            p_team_space_id || '/' || v_id, 5);
    return v_id;
end
$$;
