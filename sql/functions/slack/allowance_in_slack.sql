-- The rules of recognition as they are today, for who may change them, and when an allowance that is changed already comes
-- (next_since). Outcomes: ok, what slack_administrator says.
create or replace function gracy.allowance_in_slack(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    out outcome text,
    out locale text,
    out period text,
    out points int,
    out next_since date,
    out shortest_message int,
    out pair_gifts_a_day int,
    out pair_percent int,
    out leaderboards bool,
    out version int)
language plpgsql stable as $$
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
    -- What is to come is what the form shows, so that saving it as it opens changes nothing.
    select case when policy.next_since > today.day then policy.next_period else terms.period end,
           case when policy.next_since > today.day then policy.next_points else terms.points end,
           case when policy.next_since > today.day then policy.next_since end,
           policy.shortest_message, policy.pair_gifts_a_day, policy.pair_percent, policy.leaderboards, policy.version
    into period, points, next_since, shortest_message, pair_gifts_a_day, pair_percent, leaderboards, version
    from gracy.recognition_policy policy
    join gracy.team_space on team_space.id = v_team_space_id
    cross join lateral (select (now() at time zone team_space.tz)::date) as today(day)
    cross join gracy.allowance_terms(policy, today.day) as terms
    where policy.team_space_id = v_team_space_id;
end
$$;
