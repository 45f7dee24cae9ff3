-- Whether Slack takes what Gracy says by herself in a workspace: it is connected, and Slack has not refused its token, or that of its
-- organization, in the last twenty minutes. Whatever is queued meanwhile is said whenever Slack takes it again, weeks late or at
-- night. What waits already is tried every ten minutes; when nothing does, what comes after twenty finds out.
create or replace function gracy.can_tell_in_slack(p_team_space_id bigint, p_team_id text) returns bool
    language plpgsql stable as $$
begin
    return exists (
        select from gracy.slack_installation workspace
        join gracy.slack_installation holder
             on holder.team_space_id = p_team_space_id and holder.id = coalesce(workspace.organization_id, workspace.id)
                and holder.status = 'active'
        where workspace.team_space_id = p_team_space_id and workspace.team_id = p_team_id and workspace.status = 'active'
              and coalesce(greatest(workspace.trouble_at, holder.trouble_at) <= now() - interval '20 minutes', true));
end
$$;
