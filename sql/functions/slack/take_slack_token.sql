-- Takes a token for one call of a method out of a workspace's bucket: 0, or for how many seconds there is none.
create or replace function gracy.take_slack_token(p_team_space_id bigint, p_team_id text, p_method text) returns float8
    language plpgsql as $$
declare
    v_lane gracy.slack_lane;
    v_rate float8 := gracy.slack_method_rate(p_method) / 60;
    v_burst float8 := gracy.slack_method_burst(p_method);
    v_tokens float8;
begin
    insert into gracy.slack_lane (team_space_id, team_id, method, tokens, filled_at, next_at)
    values (p_team_space_id, p_team_id, p_method, v_burst, now(), 'infinity')
    on conflict (team_space_id, team_id, method) do nothing;
    select lane.* into v_lane
    from gracy.slack_lane lane
    where lane.team_space_id = p_team_space_id and lane.team_id = p_team_id and lane.method = p_method
    for no key update;
    if v_lane.paused_until > now() then
        return extract(epoch from v_lane.paused_until - now());
    end if;
    v_tokens := least(v_burst, v_lane.tokens + v_rate * extract(epoch from greatest(now() - v_lane.filled_at, interval '0')));
    if v_tokens < 1 then
        return (1 - v_tokens) / v_rate;
    end if;
    update gracy.slack_lane lane
    set tokens = v_tokens - 1, filled_at = now()
    where lane.team_space_id = p_team_space_id and lane.team_id = p_team_id and lane.method = p_method;
    return 0;
end
$$;
