-- Why a change may not be made to an owner, or null: only an owner changes how another one comes in (`owner_only`), and
-- somebody who works there always owns the team space (`last_owner`). Locks the owners' grants, so that two of them
-- cannot leave at once; so do revocations.
create or replace function gracy.owner_refusal(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_member_id bigint,
    p_goes bool) returns text
    language plpgsql as $$
declare
    v_owners bigint[];
begin
    v_owners := array(
        select held.member_id
        from gracy.role_grant held
        where held.team_space_id = p_team_space_id and held.role = 'owner' and held.scope_kind = 'team_space'
        order by held.member_id
        for update);
    if p_member_id <> all (v_owners) then
        return null;
    end if;
    if p_actor_id <> all (v_owners) then
        return 'owner_only';
    end if;
    if p_goes then
        perform from gracy.member other
        where other.team_space_id = p_team_space_id and other.id = any (v_owners) and other.id <> p_member_id
              and other.status in ('active', 'on_leave');
        if not found then
            return 'last_owner';
        end if;
    end if;
    return null;
end
$$;
