-- Deletes questions that are older than 30 days, with what was answered, the oldest first.
create or replace function gracy.purge_assistant(p_limit int) returns bigint
    language plpgsql as $$
declare
    v_deleted bigint;
begin
    delete from gracy.assistant_question where ctid = any (array(
        select ctid from gracy.assistant_question where created_at < now() - interval '30 days'
        order by created_at limit p_limit for update skip locked));
    get diagnostics v_deleted = row_count;
    return v_deleted;
end
$$;
