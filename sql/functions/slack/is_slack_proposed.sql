-- Whether somebody in Slack is said to be a member, who has not confirmed it yet (slack_proposal).
create or replace function gracy.is_slack_proposed(p_team_id text, p_enterprise_id text, p_user_id text) returns bool
    language plpgsql stable as $$
begin
    return (gracy.slack_proposal(p_team_id, p_enterprise_id, p_user_id)).team_id is not null;
end
$$;
