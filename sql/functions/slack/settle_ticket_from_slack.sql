-- HR answers a question in Slack's form, or without p_answer closes it. Outcomes: those of settle_ticket, text_too_long,
-- not_allowed, unknown_workspace, not_member.
create or replace function gracy.settle_ticket_from_slack(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_id bigint,
    p_answer text,
    p_request_id text,
    out outcome text,
    out locale text)
language plpgsql as $$
declare
    v_caller record;
begin
    v_caller := gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id);
    locale := v_caller.locale;
    outcome := case when v_caller.team_space_id is null then 'unknown_workspace' when v_caller.member_id is null then 'not_member'
                    when not gracy.may_settle_tickets(v_caller.team_space_id, v_caller.member_id) then 'not_allowed'
                    when length(p_answer) > 800 then 'text_too_long'
                    else gracy.settle_ticket(v_caller.team_space_id, v_caller.member_id, p_id, p_answer, p_request_id) end;
    if outcome = 'ok' then
        perform gracy.refresh_home(v_caller.team_space_id, v_caller.member_id);
    end if;
end
$$;
