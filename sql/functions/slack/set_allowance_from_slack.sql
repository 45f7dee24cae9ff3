-- The form of the allowance, submitted; p_pair_* null: no such limit. next_since: when another allowance comes, where that
-- waits for the end of the present period. Outcomes: ok, what slack_administrator says, version_mismatch.
create or replace function gracy.set_allowance_from_slack(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_version int,
    p_period text,
    p_points int,
    p_shortest_message int,
    p_pair_gifts_a_day int,
    p_pair_percent int,
    p_leaderboards bool,
    p_request_id text,
    out outcome text,
    out locale text,
    out next_since date)
language plpgsql as $$
declare
    v_caller record;
    v_team_space_id bigint;
begin
    v_caller := gracy.slack_administrator(p_team_id, p_enterprise_id, p_user_id);
    v_team_space_id := v_caller.team_space_id;
    outcome := v_caller.outcome;
    locale := v_caller.locale;
    if outcome <> 'ok' then
        return;
    end if;
    outcome := gracy.update_recognition_policy(
        v_team_space_id, v_caller.member_id, p_version,
        jsonb_build_object('period', p_period, 'points', p_points, 'shortest_message', p_shortest_message,
                           'pair_gifts_a_day', p_pair_gifts_a_day, 'pair_percent', p_pair_percent, 'leaderboards', p_leaderboards),
        p_request_id);
    if outcome = 'ok' then
        next_since := (gracy.allowance_in_slack(p_team_id, p_enterprise_id, p_user_id)).next_since;
    end if;
end
$$;
