-- Whether somebody who has made an install link may still connect workspaces: their rights may have ended since.
create or replace function gracy.may_install(p_team_space_id bigint, p_member_id bigint) returns bool
    language sql stable as $$
    select gracy.member_role(p_team_space_id, p_member_id) in ('owner', 'admin')
           and exists (select from gracy.member
                       where member.team_space_id = p_team_space_id and member.id = p_member_id
                             and member.status in ('active', 'on_leave'))
$$;
