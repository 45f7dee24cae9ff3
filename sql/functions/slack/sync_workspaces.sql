-- Everybody in each workspace of the team space is to be read again, as after an import of members whom nobody there was
-- before, and so are the workspaces of its organizations; how many workspaces there are.
create or replace function gracy.sync_workspaces(p_team_space_id bigint, p_member_id bigint, p_request_id text) returns int
    language plpgsql as $$
declare
    v_team_ids text[] := array(
        select coalesce(installation.team_id, installation.enterprise_id)
        from gracy.slack_installation installation
        where installation.team_space_id = p_team_space_id and installation.status = 'active'
              and (installation.token_sealed is not null or installation.organization_id is not null)
        order by installation.team_id);
begin
    for i in 1 .. cardinality(v_team_ids) loop
        perform gracy.begin_slack_sync(p_team_space_id, v_team_ids[i]);
    end loop;
    perform gracy.note_audit(p_team_space_id, p_member_id, 'slack.sync', 'team_space', p_team_space_id::text, p_request_id);
    return (select count(*) from gracy.slack_installation installation
            where installation.team_space_id = p_team_space_id and installation.status = 'active'
                  and installation.team_id = any (v_team_ids));
end
$$;
