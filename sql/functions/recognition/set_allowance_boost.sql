-- As servers of the release before call it: boost_allowance, whatever is set.
create or replace function gracy.set_allowance_boost(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_member_id bigint,
    p_boost int,
    p_request_id text,
    out outcome text)
language plpgsql as $$
begin
    outcome := gracy.boost_allowance(p_team_space_id, p_actor_id, p_member_id, p_boost, p_request_id, 0);
end
$$;
