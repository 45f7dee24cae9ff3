-- Why a change may not be made to how somebody with a role comes in or stays, or null: by a change of the address whoever manages
-- people would take the role over, so it is for who gives roles (`roles_only`: the call's scopes say that it is for people
-- alone), and of who only owners make what they are, for owners (`owners_only`), but for oneself.
create or replace function gracy.role_holder_refusal(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_member_id bigint,
    -- Null: the release before asks, which does not say.
    p_gives_roles bool) returns text
    language plpgsql stable as $$
begin
    if not gracy.holds_role(p_team_space_id, p_member_id) then
        return null;
    end if;
    if not p_gives_roles then
        return 'roles_only';
    end if;
    if p_actor_id <> p_member_id and gracy.member_role(p_team_space_id, p_member_id) in ('owner', 'admin')
       and gracy.member_role(p_team_space_id, p_actor_id) <> 'owner' then
        return 'owners_only';
    end if;
    return null;
end
$$;
