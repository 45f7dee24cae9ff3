-- Takes a member off leaderboards, or puts them back on, in every period there is; whether they are on them now.
create or replace function gracy.set_leaderboard_opt_out(p_team_space_id bigint, p_member_id bigint, p_out bool)
    returns bool
    language plpgsql as $$
begin
    -- Of a gift that is being counted, either the new counters are seen here, or it sees what is wished here.
    perform from gracy.member
    where member.team_space_id = p_team_space_id and member.id = p_member_id
    for update;
    insert into gracy.leaderboard_opt_out (team_space_id, member_id)
    select p_team_space_id, p_member_id where p_out
    on conflict do nothing;
    delete from gracy.leaderboard_opt_out
    where leaderboard_opt_out.team_space_id = p_team_space_id and leaderboard_opt_out.member_id = p_member_id
          and not p_out;
    -- In the order in which gifts take them.
    perform
    from gracy.leaderboard
    where leaderboard.team_space_id = p_team_space_id and leaderboard.member_id = p_member_id
    order by leaderboard.metric, leaderboard.period, leaderboard.period_start
    for no key update;
    update gracy.leaderboard
    set shown = not p_out
    where leaderboard.team_space_id = p_team_space_id and leaderboard.member_id = p_member_id
          and leaderboard.shown = p_out;
    return not p_out;
end
$$;
