-- Who is in which group of the company over a period: everybody, each department with what is below it, who is under each
-- manager, locations and teams; of those who worked there then, on their last day as well. Who leads does not count for the
-- group: a manager not for the people below, the lead of a department not for it, so that a department and the people under its
-- lead are the same.
create or replace function gracy.group_members(p_team_space_id bigint, p_from date, p_to date)
    returns table (group_kind text, group_id bigint, member_id bigint)
    language plpgsql stable
    -- Nothing is known about sets that were made a moment ago; a nested loop over them takes time by the square, and is what
    -- is left where sorting is off as well.
    set enable_nestloop = off
    set enable_sort = on
    as $$
declare
    v_leads constant bigint[] := gracy.department_leads(p_team_space_id);
begin
    return query
    with staff as materialized (
        select member.id, member.department_id, member.location_id
        from gracy.member
        where member.team_space_id = p_team_space_id and coalesce(member.hired_on, p_from) <= p_to
              and (member.status in ('active', 'on_leave') or (member.status = 'left' and member.left_on >= p_from))
    )
    select 'all', 0::bigint, staff.id from staff
    union all
    select 'department', around.ancestor_id, staff.id
    from staff
    join gracy.department_edge around
         on around.team_space_id = p_team_space_id and around.department_id = staff.department_id
    where staff.id <> all (v_leads)
    union all
    select 'subtree', above.ancestor_id, staff.id
    from staff
    join gracy.member_edge above
         on above.team_space_id = p_team_space_id and above.member_id = staff.id and above.depth > 0
    union all
    select 'location', staff.location_id, staff.id
    from staff where staff.location_id is not null
    union all
    select 'team', joined.team_id, staff.id
    from staff
    join gracy.team_member joined on joined.team_space_id = p_team_space_id and joined.member_id = staff.id
    where joined.role <> 'lead';
end
$$;
