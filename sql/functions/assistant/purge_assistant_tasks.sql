-- Deletes tasks that are older than 30 days, with what came of them, the oldest first.
create or replace function gracy.purge_assistant_tasks(p_limit int) returns bigint
    language plpgsql as $$
declare
    v_deleted bigint;
begin
    delete from gracy.assistant_task where ctid = any (array(
        select ctid from gracy.assistant_task where created_at < now() - interval '30 days'
        order by created_at limit p_limit for update skip locked));
    get diagnostics v_deleted = row_count;
    return v_deleted;
end
$$;
