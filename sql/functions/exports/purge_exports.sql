-- Deletes expired exports with their files, the oldest first.
create or replace function gracy.purge_exports(p_limit int) returns bigint
    language plpgsql as $$
declare
    v_deleted bigint;
begin
    delete from gracy.export_job where ctid = any (array(
        select ctid from gracy.export_job where expires_at < now()
        order by expires_at limit p_limit for update skip locked));
    get diagnostics v_deleted = row_count;
    return v_deleted;
end
$$;
