-- All units of some parts, in one reading of the subject's: the tables that a feature fills have no statistics, and what the
-- planner would look up part by part it has been seen to look up by the wrong index, at the price of all units for each.
create or replace function gracy.part_units(p_team_space_id bigint, p_subject text, p_parts bigint[])
    returns setof gracy.release_unit
    language plpgsql stable
    set jit = off
    set enable_nestloop = off
    as $$
begin
    return query
    select unit.*
    from gracy.release_unit unit
    join unnest(p_parts) as part(part_id) on part.part_id = unit.part_id
    where unit.team_space_id = p_team_space_id and unit.subject = p_subject;
end
$$;
