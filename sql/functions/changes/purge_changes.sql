-- Keeps the outbox bounded, p_limit rows at a time; how many rows went. Refused changes are kept for 30 days. Where
-- nobody has relayed for a week, capture ends and what waits goes: the next relay tells everything anew.
create or replace function gracy.purge_changes(p_limit int) returns bigint
    language plpgsql as $$
declare
    v_gone bigint;
    v_rest bigint;
begin
    update gracy.change_capture capture set since = null
    where capture.since is not null
          and (select min(waiting.changed_at)
               from (select oldest.changed_at from gracy.change_outbox oldest
                     where oldest.refused is null order by oldest.id limit 1) as waiting) < now() - interval '7 days';
    delete from gracy.change_outbox where ctid = any (array(
        select ctid from gracy.change_outbox
        where refused is null and not exists (select from gracy.change_capture capture where capture.since is not null)
        order by id limit p_limit for update skip locked));
    get diagnostics v_gone = row_count;
    delete from gracy.change_outbox where ctid = any (array(
        select ctid from gracy.change_outbox where refused is not null and changed_at < now() - interval '30 days'
        order by changed_at limit p_limit for update skip locked));
    get diagnostics v_rest = row_count;
    return v_gone + v_rest;
end
$$;
