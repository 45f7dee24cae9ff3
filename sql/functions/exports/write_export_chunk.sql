-- The next piece of an export's file, and how far it is. False when another attempt has taken over.
create or replace function gracy.write_export_chunk(
    p_team_space_id bigint,
    p_id bigint,
    p_attempt int,
    p_content bytea,
    p_rows_done bigint,
    p_rows_total bigint)
returns bool language plpgsql as $$
declare
    v_number int;
begin
    update gracy.export_job export
    set rows_done = p_rows_done, rows_total = p_rows_total, bytes = export.bytes + octet_length(p_content),
        chunks = export.chunks + 1
    where export.team_space_id = p_team_space_id and export.id = p_id and export.attempt = p_attempt
          and export.state = 'running'
    returning export.chunks into v_number;
    if not found then
        return false;
    end if;
    insert into gracy.export_chunk (team_space_id, export_id, number, content)
    values (p_team_space_id, p_id, v_number, p_content);
    return true;
end
$$;
