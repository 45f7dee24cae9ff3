-- All units of some parts (not of part 0, which is everything that is in nothing published), found as gracy.group_units finds
-- its units.
create or replace function gracy.part_units(p_team_space_id bigint, p_subject text, p_parts bigint[])
    returns setof gracy.release_unit
    language plpgsql stable
    set jit = off
    as $$
begin
    return query
    select unit.*
    from unnest(p_parts) as part(part_id)
    cross join lateral (select found.*
                        from gracy.release_unit found
                        where found.team_space_id = p_team_space_id and found.subject = p_subject
                              and found.part_id = part.part_id and found.part_id <> 0
                        offset 0) as unit;
end
$$;
