-- A click on one of the two buttons under an answer. Outcomes: ok, not_found, not_member, unknown_workspace.
create or replace function gracy.give_feedback_from_slack(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_question_id bigint,
    p_helpful bool,
    out outcome text,
    out locale text)
language plpgsql as $$
declare
    v_caller record;
    v_team_space_id bigint;
begin
    v_caller := gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id);
    v_team_space_id := v_caller.team_space_id;
    locale := v_caller.locale;
    outcome := case when v_team_space_id is null then 'unknown_workspace'
                    when v_caller.member_id is null then 'not_member'
                    else gracy.give_assistant_feedback(v_team_space_id, v_caller.member_id, p_question_id, p_helpful) end;
end
$$;
