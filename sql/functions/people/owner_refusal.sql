-- Why a change may not be made to an owner, or null: only an owner changes how another one comes in, and when the other one
-- leaves (`owners_only`), and somebody who works there always owns the team space (`last_owner`). Waits for whoever else lets
-- an owner go, as revoke_role does, so that two of them cannot leave at once.
create or replace function gracy.owner_refusal(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_member_id bigint,
    p_goes bool) returns text
    language plpgsql as $$
begin
    if gracy.member_role(p_team_space_id, p_member_id) <> 'owner' then
        return null;
    end if;
    if gracy.member_role(p_team_space_id, p_actor_id) <> 'owner' then
        return 'owners_only';
    end if;
    if p_goes then
        perform from gracy.team_space where team_space.id = p_team_space_id for no key update;
        if gracy.is_last_owner(p_team_space_id, p_member_id) then
            return 'last_owner';
        end if;
    end if;
    return null;
end
$$;
