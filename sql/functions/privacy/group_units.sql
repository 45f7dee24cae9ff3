-- What a new cell of a group would count. Each is looked up by its key: the tables that a feature fills have no statistics,
-- so a join would read every unit for every group.
create or replace function gracy.group_units(
    p_team_space_id bigint,
    p_subject text,
    p_group_kind text,
    p_group_id bigint) returns setof gracy.release_unit
    language plpgsql stable
    set enable_seqscan = off
    set jit = off
    as $$
begin
    return query
    select unit.*
    from gracy.release_group_unit belongs
    cross join lateral (select found.*
                        from gracy.release_unit found
                        where found.team_space_id = p_team_space_id and found.subject = p_subject
                              and found.unit_id = belongs.unit_id
                        offset 0) as unit
    where belongs.team_space_id = p_team_space_id and belongs.subject = p_subject
          and belongs.group_kind = p_group_kind and belongs.group_id = p_group_id and unit.fresh;
end
$$;
