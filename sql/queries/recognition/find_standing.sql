-- A member's own place on a leaderboard, whether others see it or not: points, gifts, and the rank among those who are
-- shown (null without points). total: how many rows list_leaderboard has, when it is asked for.
--
-- kind: read
-- process: nginx
-- plan: leaderboard_pkey leaderboard_ranking recognition_policy_pkey team_space_pkey leaderboard_opt_out_pkey
-- param: team_space_id bigint
-- param: metric text
-- param: period text
-- param: start date?
-- param: member_id bigint
-- param: with_total bool
-- column: period_start date
-- column: leaderboards bool
-- column: on_leaderboards bool
-- column: points int
-- column: gifts int
-- column: rank int?
-- column: total bigint?
select span.start, policy.leaderboards,
       not exists (select from leaderboard_opt_out
                   where leaderboard_opt_out.team_space_id = $1 and leaderboard_opt_out.member_id = $5),
       coalesce(mine.points, 0), coalesce(mine.gifts, 0),
       case when mine.points > 0 then
           1 + (select count(distinct others.points)::int
                from leaderboard others
                where others.team_space_id = $1 and others.metric = $2 and others.period = $3
                      and others.period_start = span.start and others.shown and others.points > 0
                      and others.points > mine.points
                      and others.member_id not in (select opt_out.member_id from leaderboard_opt_out opt_out
                                                   where opt_out.team_space_id = $1)) end,
       case when $6::bool and policy.leaderboards then
           (select count(*)
            from (select others.points, dense_rank() over (order by others.points desc) as rank
                from leaderboard others
                where others.team_space_id = $1 and others.metric = $2 and others.period = $3
                      and others.period_start = span.start and others.shown and others.points > 0
                      and others.member_id not in (select opt_out.member_id from leaderboard_opt_out opt_out
                                                   where opt_out.team_space_id = $1)) as ranked
            where ranked.rank <= coalesce(policy.leaderboard_top, 2147483647)) end
from team_space
join recognition_policy policy on policy.team_space_id = $1
cross join lateral (select leaderboard_start($3, coalesce($4, (now() at time zone team_space.tz)::date))) as span(start)
left join leaderboard mine
       on mine.team_space_id = $1 and mine.member_id = $5 and mine.metric = $2 and mine.period = $3
          and mine.period_start = span.start
where team_space.id = $1
