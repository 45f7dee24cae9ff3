-- The form "Ask HR", submitted: a view is submitted until it succeeds, so that its id is the key. A question of somebody
-- else, whose answer they read in a channel, is not theirs to refer to. Outcomes of open_ticket, no_text, text_too_long,
-- unknown_workspace, not_member.
create or replace function gracy.open_ticket_from_slack(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_text text,
    p_question_id bigint,
    p_view_id text,
    p_request_hash bytea,
    out outcome text,
    out locale text)
language plpgsql as $$
declare
    v_caller record;
    v_team_space_id bigint;
    v_question_id bigint;
begin
    v_caller := gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id);
    v_team_space_id := v_caller.team_space_id;
    locale := v_caller.locale;
    if v_team_space_id is null or v_caller.member_id is null then
        outcome := case when v_team_space_id is null then 'unknown_workspace' else 'not_member' end;
        return;
    end if;
    if p_text = '' or length(p_text) > 2000 then
        outcome := case when p_text = '' then 'no_text' else 'text_too_long' end;
        return;
    end if;
    select question.id into v_question_id
    from gracy.assistant_question question
    where question.team_space_id = v_team_space_id and question.id = p_question_id and question.member_id = v_caller.member_id;
    outcome := (select opened.outcome
                from gracy.open_ticket(v_team_space_id, v_caller.member_id, p_text, v_question_id, 'slack/' || p_view_id,
                                       p_request_hash) as opened);
end
$$;
