-- Whether somebody in Slack is said to be a member, who has not confirmed it yet (propose_slack_link, put_slack_user).
create or replace function gracy.is_slack_proposed(p_team_id text, p_enterprise_id text, p_user_id text) returns bool
    language plpgsql stable as $$
declare
    v_home record;
    v_team_space_id bigint;
begin
    v_home := gracy.slack_home(p_team_id, p_enterprise_id);
    v_team_space_id := v_home.team_space_id;
    return exists (select from gracy.slack_user person
                   where person.team_id = p_team_id and person.user_id = p_user_id and person.team_space_id = v_team_space_id
                         and person.proposed_member_id is not null)
           or exists (select from gracy.slack_user person
                      where person.team_space_id = v_team_space_id and person.enterprise_id = v_home.enterprise_id
                            and person.user_id = p_user_id and person.proposed_member_id is not null);
end
$$;
