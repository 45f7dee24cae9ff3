-- Departments lie inside one another: where one is withheld, its parent minus its released siblings would give it away.
-- Withholds the smallest released sibling as long as what is withheld beside it has fewer members than the threshold.
create or replace function gracy.withhold_complements(
    p_team_space_id bigint,
    p_grain text,
    p_period_start date,
    p_group_kind text) returns void
    language plpgsql as $$
declare
    v_k int;
begin
    if p_group_kind <> 'department' then
        return;
    end if;
    select team_space.k_score into v_k from gracy.team_space where team_space.id = p_team_space_id;
    loop
        with sibling as (
            select department.parent_id, activity.group_id, activity.members, activity.withheld
            from gracy.group_activity activity
            join gracy.department
              on department.team_space_id = p_team_space_id and department.id = activity.group_id
            where activity.team_space_id = p_team_space_id and activity.group_kind = 'department'
                  and activity.grain = p_grain and activity.period_start = p_period_start and activity.members > 0
        ), exposed as (
            select parent_id
            from sibling
            group by parent_id
            having sum(members) filter (where withheld is not null) between 1 and v_k - 1
                   and bool_or(withheld is null)
        ), chosen as (
            select distinct on (sibling.parent_id) sibling.group_id
            from exposed join sibling on sibling.parent_id is not distinct from exposed.parent_id
            where sibling.withheld is null
            order by sibling.parent_id, sibling.members, sibling.group_id
        )
        update gracy.group_activity activity
        set withheld = 'complement', givers = null, receivers = null, participants = null, gifts = null, points = null,
            cross_gifts = null, pairs = null, mutual_pairs = null, isolated = null
        from chosen
        where activity.team_space_id = p_team_space_id and activity.group_kind = 'department'
              and activity.group_id = chosen.group_id and activity.grain = p_grain
              and activity.period_start = p_period_start;
        exit when not found;
    end loop;
end
$$;
