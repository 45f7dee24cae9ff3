-- All units of some parts (not of part 0, which is everything that is in nothing published). A part's number is nobody else's,
-- and is all that is looked up: with the subject beside it the planner, which knows nothing true of a table that is filled and
-- emptied, has been seen to read all units of the subject for each part.
create or replace function gracy.part_units(p_team_space_id bigint, p_subject text, p_parts bigint[])
    returns setof gracy.release_unit
    language plpgsql stable
    set enable_seqscan = off
    set jit = off
    as $$
begin
    return query
    select unit.*
    from unnest(p_parts) as part(part_id)
    cross join lateral (select found.*
                        from gracy.release_unit found
                        where found.part_id = part.part_id and found.part_id <> 0
                        offset 0) as unit
    where unit.team_space_id = p_team_space_id and unit.subject = p_subject;
end
$$;
