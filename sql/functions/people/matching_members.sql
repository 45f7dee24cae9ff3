-- Members that a list's filters leave: null is no filter. For the statements that come by an access path of their own;
-- a plain function of one SELECT, so that it becomes part of each of their plans.
create or replace function gracy.matching_members(
    p_team_space_id bigint,
    p_department_id bigint,
    -- Whether what is inside the department counts too.
    p_department_tree bool,
    -- 'employed': all but those who have left.
    p_status text,
    p_in_team_id bigint,
    p_location_id bigint,
    p_manager_id bigint,
    -- This member and everybody below.
    p_subtree_of bigint,
    p_hired_after date,
    p_hired_before date,
    -- Of the whole team space (member_role).
    p_role text,
    p_left_after date,
    p_left_before date,
    -- Whether the days on which members will leave are the caller's to see: for others these are only of who has left.
    p_sees_all bool) returns setof gracy.member
    language sql stable parallel safe as $$
    select member.*
    from gracy.member
    where member.team_space_id = p_team_space_id
          and (p_department_id is null or member.department_id = p_department_id
               or (p_department_tree
                   and exists (select from gracy.department_edge edge
                               where edge.team_space_id = p_team_space_id and edge.ancestor_id = p_department_id
                                     and edge.department_id = member.department_id)))
          and (p_status is null or member.status = p_status or (p_status = 'employed' and member.status <> 'left'))
          and (p_in_team_id is null
               or exists (select from gracy.team_member
                          where team_member.team_space_id = p_team_space_id and team_member.team_id = p_in_team_id
                                and team_member.member_id = member.id))
          and (p_location_id is null or member.location_id = p_location_id)
          and (p_manager_id is null or member.manager_id = p_manager_id)
          and (p_subtree_of is null
               or exists (select from gracy.member_edge edge
                          where edge.team_space_id = p_team_space_id and edge.ancestor_id = p_subtree_of
                                and edge.member_id = member.id))
          and (p_hired_after is null or member.hired_on > p_hired_after)
          and (p_hired_before is null or member.hired_on < p_hired_before)
          and (p_role is null or gracy.member_role(p_team_space_id, member.id) = p_role)
          and (p_left_after is null or (member.left_on > p_left_after and (p_sees_all or member.status = 'left')))
          and (p_left_before is null or (member.left_on < p_left_before and (p_sees_all or member.status = 'left')))
$$;

-- As servers of the release before call it.
create or replace function gracy.matching_members(
    p_team_space_id bigint,
    p_department_id bigint,
    p_department_tree bool,
    p_status text,
    p_in_team_id bigint,
    p_location_id bigint,
    p_manager_id bigint,
    p_subtree_of bigint,
    p_hired_after date,
    p_hired_before date) returns setof gracy.member
    language sql stable parallel safe as $$
    select * from gracy.matching_members(p_team_space_id, p_department_id, p_department_tree, p_status, p_in_team_id,
                                         p_location_id, p_manager_id, p_subtree_of, p_hired_after, p_hired_before, null, null,
                                         null, true);
$$;
