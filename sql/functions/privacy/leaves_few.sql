-- Whether publishing a group's cell would cut a piece of few members, or of too similar answers, out of what is published
-- already. The cell divides every part that it touches into what is inside of it and what is not; both pieces can then be
-- had by subtraction. What nothing published contains (part 0) has no outside.
create or replace function gracy.leaves_few(
    p_team_space_id bigint,
    p_subject text,
    p_group_kind text,
    p_group_id bigint,
    p_k int,
    p_floor int,
    p_ceiling int) returns bool
    language plpgsql stable as $$
declare
    v_parts bigint[];
    v_found bool;
begin
    select array_agg(distinct unit.part_id) filter (where unit.part_id <> 0) into v_parts
    from gracy.group_units(p_team_space_id, p_subject, p_group_kind, p_group_id) as unit;

    with answer as (
        select unit.part_id, unit.unit_id, unit.sealed, unit.lowest, unit.highest,
               coalesce(unit.frozen_answers, unit.answers) > 0 as contributes,
               unit.fresh and belongs.unit_id is not null as inside
        from gracy.part_units(p_team_space_id, p_subject, v_parts) as unit
        left join gracy.release_group_unit belongs
             on belongs.team_space_id = p_team_space_id and belongs.subject = p_subject
                and belongs.group_kind = p_group_kind and belongs.group_id = p_group_id
                and belongs.unit_id = unit.unit_id
        union all
        select unit.part_id, unit.unit_id, unit.sealed, unit.lowest, unit.highest,
               coalesce(unit.frozen_answers, unit.answers) > 0, true
        from gracy.group_units(p_team_space_id, p_subject, p_group_kind, p_group_id) as unit
        where unit.part_id = 0
    ), piece as (
        select part_id, inside, bool_or(sealed) as sealed, count(*) over (partition by part_id) as pieces,
               count(distinct unit_id)::int as eligible,
               count(distinct unit_id) filter (where contributes)::int as contributors,
               min(lowest) as lowest, max(highest) as highest
        from answer
        group by part_id, inside
    )
    select bool_or(not gracy.may_remain(eligible, p_k)
                   or not gracy.may_remain(contributors, p_k)
                   or gracy.too_alike(contributors, lowest, highest, p_floor, p_ceiling)
                   or (sealed and pieces = 2)) into v_found
    from piece;
    return coalesce(v_found, false);
end
$$;
