-- A face that somebody tapped under the question how their day is. Outcomes: created, ok (changed), past (the day that it asks
-- about is over), future, unknown_workspace, not_member.
create or replace function gracy.answer_check_in_question(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_on_date date,
    p_score int,
    out outcome text,
    out team_space_id bigint,
    out locale text)
language plpgsql as $$
declare
    v_caller record;
begin
    v_caller := gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id);
    team_space_id := v_caller.team_space_id;
    locale := v_caller.locale;
    outcome := case when v_caller.team_space_id is null then 'unknown_workspace'
                    when v_caller.member_id is null then 'not_member'
                    else (select checked_in.outcome
                          from gracy.put_check_in(v_caller.team_space_id, v_caller.member_id, p_on_date, p_score, null, null, null,
                                                  now(), p_keeps_words => true) as checked_in) end;
    if outcome in ('created', 'ok') then
        perform gracy.refresh_home(v_caller.team_space_id, v_caller.member_id);
    end if;
end
$$;
