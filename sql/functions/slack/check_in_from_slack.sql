-- A check-in of today, typed or tapped: the face alone, so what was noted and tagged before stays. Outcomes:
-- created, ok (changed), unknown_workspace, not_member.
create or replace function gracy.check_in_from_slack(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_score int,
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
    if v_team_space_id is null then
        outcome := 'unknown_workspace';
        return;
    end if;
    if v_caller.member_id is null then
        outcome := 'not_member';
        return;
    end if;
    outcome := (select checked_in.outcome
                from gracy.put_check_in(v_team_space_id, v_caller.member_id,
                                        gracy.member_today(v_team_space_id, v_caller.member_id, now()), p_score, null, null, null,
                                        now(), p_keeps_words => true) as checked_in);
    if outcome in ('created', 'ok') then
        perform gracy.refresh_home(v_team_space_id, v_caller.member_id);
    end if;
end
$$;
