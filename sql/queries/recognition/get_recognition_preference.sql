-- Whether a member is on leaderboards.
--
-- kind: read
-- process: nginx
-- plan: leaderboard_opt_out_pkey
-- param: team_space_id bigint
-- param: member_id bigint
-- column: on_leaderboards bool
select not exists (select from leaderboard_opt_out
                   where leaderboard_opt_out.team_space_id = $1 and leaderboard_opt_out.member_id = $2)
