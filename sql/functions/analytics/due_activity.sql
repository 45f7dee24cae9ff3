-- The period that has waited for longest to be rolled up, locked: of those that still run before those that are over, and those
-- that have failed behind all others. Null: none is due.
create or replace function gracy.due_activity() returns gracy.analytics_unit
    language plpgsql as $$
declare
    v_unit gracy.analytics_unit;
begin
    select unit.* into v_unit
    from gracy.analytics_unit unit
    where not unit.final
          and (unit.rolled_at is null or unit.after_id > 0 or unit.rolled_at < now() - interval '5 minutes')
    order by unit.failed_at nulls first, gracy.period_end(unit.grain, unit.period_start) + 1 < now()::date,
             unit.rolled_at nulls first, unit.team_space_id, unit.grain, unit.period_start desc
    limit 1
    for update skip locked;
    return v_unit;
end
$$;
