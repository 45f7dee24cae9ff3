-- What each group of a release amounts to. Members are counted once, however often they answered.
create or replace function gracy.count_groups(p_team_space_id bigint, p_subject text) returns void
    language plpgsql as $$
begin
    with summed as materialized (
        select belongs.group_kind, belongs.group_id, count(distinct unit.unit_id) as eligible,
               count(distinct unit.unit_id) filter (where unit.answers > 0) as contributors,
               sum(unit.answers) as answers, sum(unit.total) as total,
               min(unit.lowest) as lowest, max(unit.highest) as highest
        from gracy.release_group_unit belongs
        join gracy.release_unit unit
             on unit.team_space_id = p_team_space_id and unit.subject = p_subject and unit.unit_id = belongs.unit_id
        where belongs.team_space_id = p_team_space_id and belongs.subject = p_subject and unit.fresh
        group by belongs.group_kind, belongs.group_id
    )
    update gracy.release_group as counted
    set eligible = summed.eligible, contributors = summed.contributors, answers = summed.answers,
        total = summed.total, lowest = summed.lowest, highest = summed.highest
    from summed
    where counted.team_space_id = p_team_space_id and counted.subject = p_subject
          and counted.group_kind = summed.group_kind and counted.group_id = summed.group_id;
end
$$;
