-- The next attempt to write an export: whatever an earlier one wrote goes, so that the file is of one moment. scopes: what
-- who asked might do then, null for all that they may do. Outcomes: ok, gone (expired, or done already).
create or replace function gracy.take_export(
    p_team_space_id bigint,
    p_id bigint,
    out outcome text,
    out attempt int,
    out requester_id bigint,
    out subject_id bigint,
    out dataset text,
    out format text,
    out scopes bigint)
language plpgsql as $$
begin
    update gracy.export_job export
    set state = 'running', attempt = export.attempt + 1, rows_done = 0, rows_total = null, bytes = 0, chunks = 0
    where export.team_space_id = p_team_space_id and export.id = p_id and export.state in ('queued', 'running')
          and export.expires_at > now()
    returning export.attempt, export.requester_id, export.subject_id, export.dataset, export.format, export.scopes
    into attempt, requester_id, subject_id, dataset, format, scopes;
    if not found then
        outcome := 'gone';
        return;
    end if;
    delete from gracy.export_chunk chunk
    where chunk.team_space_id = p_team_space_id and chunk.export_id = p_id;
    outcome := 'ok';
end
$$;
