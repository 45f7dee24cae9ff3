-- Where a workspace belongs: as it is connected, by itself or by its organization; or else where its organization does
-- (p_enterprise_id, null unless Slack says that the app is there by the organization), since Slack may speak of a workspace
-- before it was listed, but not where the organization's approval has ended. token_id: the installation that has the token.
create or replace function gracy.slack_home(
    p_team_id text,
    p_enterprise_id text,
    out team_space_id bigint,
    out enterprise_id text,
    out token_id bigint)
language plpgsql stable as $$
begin
    select installation.team_space_id, installation.enterprise_id, coalesce(installation.organization_id, installation.id)
    into slack_home.team_space_id, slack_home.enterprise_id, token_id
    from gracy.slack_installation installation
    where installation.team_id = p_team_id and installation.status = 'active';
    if found or p_enterprise_id is null then
        return;
    end if;
    select installation.team_space_id, installation.enterprise_id, installation.id
    into slack_home.team_space_id, slack_home.enterprise_id, token_id
    from gracy.slack_installation installation
    where installation.enterprise_id = p_enterprise_id and installation.team_id is null and installation.status = 'active'
          and not exists (select from gracy.slack_installation ended
                          where ended.team_space_id = installation.team_space_id and ended.organization_id = installation.id
                                and ended.team_id = p_team_id);
end
$$;
