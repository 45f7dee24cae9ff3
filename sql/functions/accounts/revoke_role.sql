-- Takes a role or a grant away; outcomes ok, unknown_grant, owners_only, last_owner. Who takes ownership away waits for
-- whoever else does, so that two owners cannot put each other out at once.
create or replace function gracy.revoke_role(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_member_id bigint,
    p_role text,
    p_request_id text,
    out outcome text)
language plpgsql as $$
begin
    if p_role in ('owner', 'admin') and gracy.member_role(p_team_space_id, p_actor_id) <> 'owner' then
        outcome := 'owners_only';
        return;
    end if;
    if p_role = 'owner' then
        perform from gracy.team_space where team_space.id = p_team_space_id for no key update;
        if gracy.is_last_owner(p_team_space_id, p_member_id) then
            outcome := 'last_owner';
            return;
        end if;
    end if;
    delete from gracy.role_grant held
    where held.team_space_id = p_team_space_id and held.member_id = p_member_id and held.role = p_role
          and held.scope_kind = 'team_space';
    if not found then
        outcome := 'unknown_grant';
        return;
    end if;
    outcome := 'ok';
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'role.revoke', 'member', p_member_id::text, p_request_id,
                             jsonb_build_object('role', jsonb_build_array(p_role, null)));
end
$$;
