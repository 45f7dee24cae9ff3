-- Somebody has clicked whether they met: p_answer is yes, no or not_yet, and may be another than before. Outcomes: ok,
-- unknown_round (without a seat for them), unknown_workspace, not_member.
create or replace function gracy.answer_coffee_from_slack(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_round_id bigint,
    p_answer text,
    out outcome text,
    out team_space_id bigint,
    out locale text,
    out program text,
    out others text[])
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
    outcome := (select said.outcome
                from gracy.answer_coffee(v_team_space_id, v_caller.member_id, p_round_id,
                                         case p_answer when 'yes' then true when 'no' then false end) as said);
    select told.program, case when told.locale = 'ko' then told.others else told.others_en end into program, others
    from gracy.describe_coffee_seat(v_team_space_id, p_round_id, v_caller.member_id) as told;
end
$$;
