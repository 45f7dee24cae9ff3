-- Whether a member's address may be somebody else's: whoever may change one could read what is mailed to it. Of who can sign in,
-- or holds a role, a changed one is doubted for a week (but not one of which the case of letters alone was changed). Of who holds a role it is doubted until somebody has vouched for it: an
-- owner, who has made the change or asks for the link, or the member, who has set a password since.
create or replace function gracy.doubts_address(p_team_space_id bigint, p_member_id bigint, p_asked_by bigint) returns bool
    language plpgsql stable as $$
declare
    v_at timestamptz;
    v_actor_id bigint;
    v_holds_role bool;
begin
    select line.at, line.actor_id into v_at, v_actor_id
    from gracy.audit_log line
    where line.team_space_id = p_team_space_id and line.target_kind = 'member' and line.target_id = p_member_id::text
          and line.action = 'member.update' and line.diff ? 'email' and line.diff -> 'email' <> '"case"'
    order by line.at desc, line.id desc
    limit 1;
    if not found then
        return false;
    end if;
    v_holds_role := gracy.holds_role(p_team_space_id, p_member_id);
    if v_at > now() - interval '7 days' then
        return v_holds_role or gracy.has_signed_in(p_team_space_id, p_member_id);
    end if;
    return v_holds_role
           and gracy.member_role(p_team_space_id, v_actor_id) <> 'owner'
           and gracy.member_role(p_team_space_id, p_asked_by) <> 'owner'
           and not exists (select from gracy.audit_log line
                           where line.team_space_id = p_team_space_id and line.target_kind = 'member'
                                 and line.target_id = p_member_id::text and line.action in ('password.change', 'password.reset')
                                 and line.at > v_at);
end
$$;
