-- Deletes tickets that were answered or closed a year ago, the oldest first.
create or replace function gracy.purge_tickets(p_limit int) returns bigint
    language plpgsql as $$
declare
    v_deleted bigint;
begin
    delete from gracy.hr_ticket where ctid = any (array(
        select ctid from gracy.hr_ticket where handled_at < now() - interval '1 year'
        order by handled_at limit p_limit for update skip locked));
    get diagnostics v_deleted = row_count;
    return v_deleted;
end
$$;
