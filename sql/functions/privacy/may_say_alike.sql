-- Whether a group may be told that its answers are alike, once everything else is decided. The group has no published
-- sum, but the parts around it do: when only one common answer fits into what remains of them, the word would say it.
-- Then the parts are sealed, so that no later cell narrows them, and no second group in them is told anything.
create or replace function gracy.may_say_alike(
    p_team_space_id bigint,
    p_subject text,
    p_group_kind text,
    p_group_id bigint,
    p_floor int,
    p_ceiling int) returns bool
    language plpgsql as $$
declare
    v_parts bigint[];
    v_fits int;
begin
    select array_agg(distinct unit.part_id) into v_parts
    from gracy.release_group_unit belongs
    join gracy.release_unit unit
         on unit.team_space_id = p_team_space_id and unit.subject = p_subject and unit.unit_id = belongs.unit_id
    where belongs.team_space_id = p_team_space_id and belongs.subject = p_subject
          and belongs.group_kind = p_group_kind and belongs.group_id = p_group_id and unit.fresh;

    -- Each part's own total leaves room for at least two common answers.
    with part as (
        select unit.part_id, bool_or(unit.sealed or not unit.fresh) as closed, sum(unit.total) as total,
               sum(unit.answers) filter (where belongs.unit_id is not null) as alike,
               coalesce(sum(unit.answers) filter (where belongs.unit_id is null), 0) as others
        from gracy.release_unit unit
        left join gracy.release_group_unit belongs
             on belongs.team_space_id = p_team_space_id and belongs.subject = p_subject
                and belongs.group_kind = p_group_kind and belongs.group_id = p_group_id
                and belongs.unit_id = unit.unit_id
        where unit.team_space_id = p_team_space_id and unit.subject = p_subject and unit.part_id = any (v_parts)
        group by unit.part_id
    )
    select count(*) into v_fits
    from generate_series(p_floor, p_ceiling) as common(answer)
    where not exists (select from part
                      where part_id = 0 or closed
                            or not total - alike * answer between others * p_floor and others * p_ceiling);
    if v_fits < 2 then
        return false;
    end if;
    update gracy.release_unit sealing
    set sealed = true
    where sealing.team_space_id = p_team_space_id and sealing.subject = p_subject and sealing.part_id = any (v_parts);
    return true;
end
$$;
