-- A member says in Slack whether somebody there is they, as others have said (confirm_slack_link, disown_slack_user), where they are
-- known already. Outcomes: those; unknown_workspace, not_member.
create or replace function gracy.answer_slack_proposal(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_said_team_id text,
    p_said_user_id text,
    p_is_it bool,
    p_request_id text,
    out outcome text,
    out team_space_id bigint,
    out locale text,
    out name text)
language plpgsql as $$
declare
    v_caller record;
    v_team_space_id bigint;
begin
    v_caller := gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id);
    v_team_space_id := v_caller.team_space_id;
    team_space_id := v_team_space_id;
    locale := v_caller.locale;
    if v_team_space_id is null or v_caller.member_id is null then
        outcome := case when v_team_space_id is null then 'unknown_workspace' else 'not_member' end;
        return;
    end if;
    select coalesce(person.name, person.user_id) into name
    from gracy.slack_user person
    where person.team_space_id = v_team_space_id and person.team_id = p_said_team_id and person.user_id = p_said_user_id
          and v_caller.member_id in (person.member_id, person.proposed_member_id);
    outcome := case when p_is_it
                    then gracy.confirm_slack_link(v_team_space_id, v_caller.member_id, p_said_team_id, p_said_user_id, p_request_id)
                    else gracy.disown_slack_user(v_team_space_id, v_caller.member_id, p_said_team_id, p_said_user_id, p_request_id) end;
end
$$;
