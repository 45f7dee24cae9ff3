-- Whether a few members would stand between a group's cell and the one released before it.
create or replace function gracy.changes_by_few(
    p_team_space_id bigint,
    p_subject text,
    p_grain text,
    p_group_kind text,
    p_group_id bigint,
    p_k int) returns bool
    language plpgsql stable as $$
declare
    v_before bigint[];
    v_changed int;
begin
    select earlier.units into v_before
    from gracy.release_contributors earlier
    where earlier.team_space_id = p_team_space_id and earlier.subject = p_subject and earlier.grain = p_grain
          and earlier.group_kind = p_group_kind and earlier.group_id = p_group_id;
    if not found then
        return false;
    end if;
    select count(*) into v_changed
    from unnest(v_before) as before(unit_id)
    full join (select distinct unit.unit_id
               from gracy.release_group_unit belongs
               join gracy.release_unit unit
                    on unit.team_space_id = p_team_space_id and unit.subject = p_subject
                       and unit.unit_id = belongs.unit_id
               where belongs.team_space_id = p_team_space_id and belongs.subject = p_subject
                     and belongs.group_kind = p_group_kind and belongs.group_id = p_group_id
                     and unit.fresh and unit.answers > 0) as now_there using (unit_id)
    where before.unit_id is null or now_there.unit_id is null;
    return not gracy.may_change_by(v_changed, p_k);
end
$$;
