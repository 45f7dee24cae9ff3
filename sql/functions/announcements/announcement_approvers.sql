-- Who may approve an announcement: whoever may announce, works here, and wrote none of it.
create or replace function gracy.announcement_approvers(p_team_space_id bigint, p_id bigint) returns setof bigint
    language plpgsql stable as $$
begin
    return query
    select distinct member.id
    from gracy.role_grant held
    join gracy.member on member.team_space_id = p_team_space_id and member.id = held.member_id and member.status = 'active'
    where held.team_space_id = p_team_space_id and held.scope_kind = 'team_space'
          and held.role in ('owner', 'admin', 'announcer')
          and not exists (select from gracy.announcement_writer writer
                          where writer.team_space_id = p_team_space_id and writer.announcement_id = p_id
                                and writer.member_id = held.member_id)
    order by member.id;
end
$$;
