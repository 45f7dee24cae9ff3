-- As find_standing, among the people of a department and of those inside it: who is none of them has no rank. No row: there
-- is no such department.
--
-- kind: read
-- process: nginx
-- plan: leaderboard_pkey recognition_policy_pkey team_space_pkey leaderboard_opt_out_pkey department_pkey department_edge_pkey
-- param: team_space_id bigint
-- param: metric text
-- param: period text
-- param: start date?
-- param: department_id bigint
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
                   where leaderboard_opt_out.team_space_id = $1 and leaderboard_opt_out.member_id = $6),
       coalesce(mine.points, 0), coalesce(mine.gifts, 0),
       case when mine.points > 0
                 and exists (select from member
                             join department_edge edge
                                 on edge.team_space_id = $1 and edge.department_id = member.department_id and edge.ancestor_id = $5
                             where member.team_space_id = $1 and member.id = $6) then
           1 + (select count(distinct others.points)::int
                from department_edge edge
                join member colleague on colleague.team_space_id = $1 and colleague.department_id = edge.department_id
                join leaderboard others
                  on others.team_space_id = $1 and others.member_id = colleague.id and others.metric = $2
                     and others.period = $3 and others.period_start = span.start
                where edge.team_space_id = $1 and edge.ancestor_id = $5 and others.shown and others.points > 0
                      and others.points > mine.points and colleague.status in ('active', 'on_leave')
                      and others.member_id not in (select opt_out.member_id from leaderboard_opt_out opt_out
                                                   where opt_out.team_space_id = $1)) end,
       case when $7::bool and policy.leaderboards then
           (select count(*)
            from (select others.points, dense_rank() over (order by others.points desc) as rank
                from department_edge edge
                join member colleague on colleague.team_space_id = $1 and colleague.department_id = edge.department_id
                join leaderboard others
                  on others.team_space_id = $1 and others.member_id = colleague.id and others.metric = $2
                     and others.period = $3 and others.period_start = span.start
                where edge.team_space_id = $1 and edge.ancestor_id = $5 and others.shown and others.points > 0
                      and colleague.status in ('active', 'on_leave')
                      and others.member_id not in (select opt_out.member_id from leaderboard_opt_out opt_out
                                                   where opt_out.team_space_id = $1)) as ranked
            where ranked.rank <= coalesce(policy.leaderboard_top, 2147483647)) end
from team_space
join recognition_policy policy on policy.team_space_id = $1
cross join lateral (select leaderboard_start($3, coalesce($4, (now() at time zone team_space.tz)::date))) as span(start)
left join leaderboard mine
       on mine.team_space_id = $1 and mine.member_id = $6 and mine.metric = $2 and mine.period = $3
          and mine.period_start = span.start
where team_space.id = $1 and exists (select from department where department.team_space_id = $1 and department.id = $5)
