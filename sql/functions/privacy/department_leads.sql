-- Who leads a department: has a report in the own department or below it, and nobody above there.
create or replace function gracy.department_leads(p_team_space_id bigint) returns bigint[]
    language plpgsql stable
    -- Nothing is known about sets that were made a moment ago; a nested loop over them takes time by the square, and is what
    -- is left where sorting is off as well.
    set enable_nestloop = off
    set enable_sort = on
    as $$
declare
    v_leads bigint[];
begin
    -- Small sets first, so that a company of ten thousand costs a few look-ups for each manager and not for each pair of people.
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
    return v_leads;
end
$$;
