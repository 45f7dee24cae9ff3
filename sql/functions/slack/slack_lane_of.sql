-- The workspace in whose lane waits what is to be said in p_team_id: that one, when it is or was connected here. Who uses an
-- organization's Gracy outside of any workspace, or in one that it is not approved for, is spoken to by way of the first that
-- it is approved for: they have one token, and people the same id.
create or replace function gracy.slack_lane_of(p_team_space_id bigint, p_team_id text) returns text
    language plpgsql stable as $$
begin
    if exists (select from gracy.slack_installation known
               where known.team_space_id = p_team_space_id and known.team_id = p_team_id) then
        return p_team_id;
    end if;
    return coalesce((
        select workspace.team_id
        from gracy.slack_installation organization
        join gracy.slack_installation workspace
             on workspace.team_space_id = p_team_space_id and workspace.organization_id = organization.id
                and workspace.status = 'active'
        where organization.team_space_id = p_team_space_id and organization.team_id is null and organization.status = 'active'
        order by organization.enterprise_id is not distinct from p_team_id desc, workspace.id
        limit 1), p_team_id);
end
$$;
