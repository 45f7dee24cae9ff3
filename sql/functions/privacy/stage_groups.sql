-- Fills in who is in which group of the company over a period, for a subject whose units are members: everybody, each
-- department with what is below it, who is under each manager, locations and teams; of those who worked there then.
-- Who leads does not count for the group: a manager not for the people below, the lead of a department not for it.
--
-- The order is which groups come out first where not all can: the whole, departments from the top, subtrees, locations,
-- teams.
create or replace function gracy.stage_groups(
    p_team_space_id bigint,
    p_subject text,
    p_from date,
    p_to date) returns void
    language plpgsql
    -- Nothing is known about tables that were filled a moment ago; a nested loop over them takes time by the square, and
    -- is what is left where sorting is off as well.
    set enable_nestloop = off
    set enable_sort = on
    as $$
declare
    v_leads bigint[];
begin
    -- Who has a report in the own department or below it, and nobody above there. Small sets first, so that a company of
    -- ten thousand costs a few look-ups for each manager and not for each pair of people.
    with boss as materialized (
        select manager.id, manager.department_id, manager.manager_id,
               array_agg(distinct report.department_id) as departments
        from gracy.member report
        join gracy.member manager on manager.team_space_id = p_team_space_id and manager.id = report.manager_id
        where report.team_space_id = p_team_space_id
        group by manager.id, manager.department_id, manager.manager_id
    )
    select coalesce(array_agg(boss.id), '{}') into v_leads
    from boss
    where exists (select from gracy.department_edge below
                  where below.team_space_id = p_team_space_id and below.ancestor_id = boss.department_id
                        and below.department_id = any (boss.departments))
          and not exists (select from gracy.member above
                          join gracy.department_edge inside
                               on inside.team_space_id = p_team_space_id and inside.ancestor_id = boss.department_id
                                  and inside.department_id = above.department_id
                          where above.team_space_id = p_team_space_id and above.id = boss.manager_id);

    with staff as materialized (
        select member.id, member.department_id, member.location_id
        from gracy.member
        where member.team_space_id = p_team_space_id and coalesce(member.hired_on, p_from) <= p_to
              and (member.status in ('active', 'on_leave') or (member.status = 'left' and member.left_on > p_from))
    )
    insert into gracy.release_group_unit (team_space_id, subject, group_kind, group_id, unit_id)
    select p_team_space_id, p_subject, 'all', 0, staff.id from staff
    union all
    select p_team_space_id, p_subject, 'department', around.ancestor_id, staff.id
    from staff
    join gracy.department_edge around
         on around.team_space_id = p_team_space_id and around.department_id = staff.department_id
    where staff.id <> all (v_leads)
    union all
    select p_team_space_id, p_subject, 'subtree', above.ancestor_id, staff.id
    from staff
    join gracy.member_edge above
         on above.team_space_id = p_team_space_id and above.member_id = staff.id and above.depth > 0
    union all
    select p_team_space_id, p_subject, 'location', staff.location_id, staff.id
    from staff where staff.location_id is not null
    union all
    select p_team_space_id, p_subject, 'team', joined.team_id, staff.id
    from staff
    join gracy.team_member joined on joined.team_space_id = p_team_space_id and joined.member_id = staff.id
    where joined.role <> 'lead';

    insert into gracy.release_group (team_space_id, subject, group_kind, group_id, rank)
    select distinct p_team_space_id, p_subject, belongs.group_kind, belongs.group_id,
           case belongs.group_kind
               when 'all' then 0
               when 'department' then 100 + (select max(around.depth) from gracy.department_edge around
                                             where around.team_space_id = p_team_space_id
                                                   and around.department_id = belongs.group_id)
               when 'subtree' then 1000
               when 'location' then 2000
               else 3000
           end
    from (select distinct group_kind, group_id from gracy.release_group_unit
          where team_space_id = p_team_space_id and subject = p_subject) as belongs;
end
$$;
