-- Who gave or received most in a calendar period (the one that `start` is in; null: the present one), with ties. Nobody
-- who opted out or left; nothing when leaderboards are off, and no rank behind the last one that is shown. The first
-- page begins after (2147483647, 0), rank 0.
--
-- kind: read
-- process: nginx
-- plan: leaderboard_ranking member_pkey leaderboard_opt_out_pkey recognition_policy_pkey team_space_pkey
-- param: team_space_id bigint
-- param: metric text
-- param: period text
-- param: start date?
-- param: after_points int
-- param: after_id bigint
-- param: after_rank int
-- param: limit int
-- param: offset int
-- column: member_id bigint
-- column: name text
-- column: name_en text?
-- column: avatar_url text?
-- column: department_name text?
-- column: points int
-- column: gifts int
-- column: rank int
select member.id, member.name, member.name_en, member.avatar_url, member.department_name, ranked.points, ranked.gifts, ranked.rank
from (
    -- Dense: the same points are the same rank, and the next ones the next. Ranks go on from the page before.
    select counter.*,
           $7 + dense_rank() over (order by counter.points desc)::int
               - (max(counter.points) over () = $5)::int as rank
    from (
        select leaderboard.member_id, leaderboard.points, leaderboard.gifts
        from leaderboard
        where leaderboard.team_space_id = $1 and leaderboard.metric = $2 and leaderboard.period = $3
              and leaderboard.period_start = (select leaderboard_start($3, coalesce($4, (now() at time zone team_space.tz)::date))
                                              from team_space where team_space.id = $1)
              and leaderboard.shown and leaderboard.points > 0
              and (leaderboard.points, leaderboard.member_id) < ($5, $6)
              and not exists (select from leaderboard_opt_out
                              where leaderboard_opt_out.team_space_id = $1
                                    and leaderboard_opt_out.member_id = leaderboard.member_id)
              and exists (select from member present
                          where present.team_space_id = $1 and present.id = leaderboard.member_id
                                and present.status in ('active', 'on_leave'))
        order by leaderboard.points desc, leaderboard.member_id desc
        limit $8::int + $9::int
    ) as counter
) as ranked
join member on member.team_space_id = $1 and member.id = ranked.member_id
where (select policy.leaderboards from recognition_policy policy where policy.team_space_id = $1)
      and ranked.rank <= (select coalesce(policy.leaderboard_top, 2147483647)
                          from recognition_policy policy where policy.team_space_id = $1)
order by ranked.points desc, ranked.member_id desc
offset $9::int
