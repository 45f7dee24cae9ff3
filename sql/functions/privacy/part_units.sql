-- All units of some parts. A few are found as gracy.group_units finds its units. Many are had in one reading of the subject's
-- units: the tables that a feature fills have no statistics, and a planner that believes them empty has been seen to choose
-- the wrong index and read them all for each part.
create or replace function gracy.part_units(p_team_space_id bigint, p_subject text, p_parts bigint[])
    returns setof gracy.release_unit
    language plpgsql stable
    set jit = off
    set enable_nestloop = off
    as $$
begin
    if cardinality(p_parts) <= 16 then
        return query
        select unit.*
        from unnest(p_parts) as part(part_id)
        cross join lateral (select found.*
                            from gracy.release_unit found
                            where found.team_space_id = p_team_space_id and found.subject = p_subject
                                  and found.part_id = part.part_id
                            offset 0) as unit;
    else
        return query
        select unit.*
        from gracy.release_unit unit
        join unnest(p_parts) as part(part_id) on part.part_id = unit.part_id
        where unit.team_space_id = p_team_space_id and unit.subject = p_subject;
    end if;
end
$$;
