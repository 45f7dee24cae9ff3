-- Whether somebody who works here has nothing where everybody should have something: 'manager' (none, or one who has left),
-- 'department', 'location', 'hired_on'.
create or replace function gracy.lacks(p_team_space_id bigint, p_member gracy.member, p_what text) returns bool
    language plpgsql stable parallel safe as $$
begin
    return p_member.status = 'active'
           and case p_what
               when 'manager' then not exists (select from gracy.member manager
                                               where manager.team_space_id = p_team_space_id
                                                     and manager.id = p_member.manager_id and manager.status <> 'left')
               when 'department' then p_member.department_id is null
               when 'location' then p_member.location_id is null
               when 'hired_on' then p_member.hired_on is null
               end;
end
$$;
