-- Adds to the counters of leaderboards: the n-th of each array is one change, on a day of the team space's calendar;
-- less than nothing takes out again. All rows are taken in the order of the primary key in one statement, so that two
-- of these wait for one another in one direction only: a transaction calls it once. Each member is looked up by key
-- (`limit` keeps it from becoming a join), because the order can also be had by reading all members of the team space,
-- and the planner would.
create or replace function gracy.count_points(
    p_team_space_id bigint,
    p_member_ids bigint[],
    p_metrics text[],
    p_days date[],
    p_points int[],
    p_gifts int[]) returns void
language plpgsql as $$
begin
    -- Before the counters, as set_leaderboard_opt_out takes them: what is read next of their wishes is not about to change. Most are
    -- held already, by the rows of the gift that name them.
    perform from gracy.member
    where member.team_space_id = p_team_space_id and member.id = any (p_member_ids)
    for key share;
    insert into gracy.leaderboard as counter
        (team_space_id, member_id, metric, period, period_start, points, gifts, shown)
    select p_team_space_id, change.member_id, change.metric, change.period, change.period_start,
           sum(change.points), sum(change.gifts), member.shown
    from (select given.member_id, given.metric, given.points, given.gifts, span.period,
                 gracy.leaderboard_start(span.period, given.day) as period_start
          from unnest(p_member_ids, p_metrics, p_days, p_points, p_gifts)
                   as given(member_id, metric, day, points, gifts),
               unnest(array['week', 'month', 'quarter', 'year']) as span(period)) as change
    cross join lateral (select member.status in ('active', 'on_leave') and opt_out.member_id is null as shown
                        from gracy.member
                        left join gracy.leaderboard_opt_out opt_out
                               on opt_out.team_space_id = p_team_space_id and opt_out.member_id = member.id
                        where member.team_space_id = p_team_space_id and member.id = change.member_id
                        limit 1) as member
    group by change.member_id, change.metric, change.period, change.period_start, member.shown
    order by change.member_id, change.metric, change.period, change.period_start
    on conflict (team_space_id, member_id, metric, period, period_start)
    do update set points = counter.points + excluded.points, gifts = counter.gifts + excluded.gifts, shown = excluded.shown;
end
$$;
