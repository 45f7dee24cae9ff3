-- Changes the rules of recognition. `changes` has the fields that change. More points in periods of the same length
-- come at once, for everybody; any other change of the allowance waits for the end of the present period, so that
-- nobody loses what they counted on. A change that waits is replaced, or called off, by the next one.
create or replace function gracy.update_recognition_policy(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_version int,
    p_changes jsonb,
    p_request_id text,
    out outcome text)
language plpgsql as $$
declare
    v_before gracy.recognition_policy;
    v_after gracy.recognition_policy;
    v_today date;
    v_period text;
    v_points int;
begin
    select policy.* into v_before
    from gracy.recognition_policy policy
    where policy.team_space_id = p_team_space_id
    for no key update;
    if p_version not in (0, v_before.version) then
        outcome := 'version_mismatch';
        return;
    end if;
    select (now() at time zone team_space.tz)::date into v_today
    from gracy.team_space
    where team_space.id = p_team_space_id;

    v_after := v_before;
    if v_after.next_since <= v_today then
        v_after.period := v_after.next_period;
        v_after.points := v_after.next_points;
        v_after.since := v_after.next_since;
        v_after.next_period := null;
    end if;
    v_period := coalesce(p_changes ->> 'period', v_after.next_period, v_after.period);
    v_points := coalesce((p_changes ->> 'points')::int, case when v_after.next_period is not null then v_after.next_points end,
                         v_after.points);
    if v_period = v_after.period and v_points >= v_after.points then
        v_after.points := v_points;
        v_after.next_period := null;
        v_after.next_points := null;
        v_after.next_since := null;
    else
        v_after.next_period := null;
        v_after.next_since := null;
        v_after.next_since := (gracy.allowance_terms(v_after, v_today)).ends_on;
        v_after.next_period := v_period;
        v_after.next_points := v_points;
    end if;
    v_after.shortest_message := coalesce((p_changes ->> 'shortest_message')::int, v_before.shortest_message);
    if p_changes ? 'pair_gifts_a_day' then
        v_after.pair_gifts_a_day := (p_changes ->> 'pair_gifts_a_day')::int;
    end if;
    if p_changes ? 'pair_percent' then
        v_after.pair_percent := (p_changes ->> 'pair_percent')::int;
    end if;
    v_after.leaderboards := coalesce((p_changes ->> 'leaderboards')::bool, v_before.leaderboards);
    if p_changes ? 'leaderboard_top' then
        v_after.leaderboard_top := (p_changes ->> 'leaderboard_top')::int;
    end if;
    if v_after is not distinct from v_before then
        outcome := 'ok';
        return;
    end if;

    update gracy.recognition_policy policy
    set period = v_after.period,
        points = v_after.points,
        since = v_after.since,
        next_period = v_after.next_period,
        next_points = v_after.next_points,
        next_since = v_after.next_since,
        shortest_message = v_after.shortest_message,
        pair_gifts_a_day = v_after.pair_gifts_a_day,
        pair_percent = v_after.pair_percent,
        leaderboards = v_after.leaderboards,
        leaderboard_top = v_after.leaderboard_top
    where policy.team_space_id = p_team_space_id
    returning policy.* into v_after;
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'recognition_policy.update', 'recognition_policy',
                             p_team_space_id::text, p_request_id,
                             gracy.changed_fields(to_jsonb(v_before), to_jsonb(v_after)));
    outcome := 'ok';
end
$$;
