-- How many rounds a member sat in, of all programs or of one.
--
-- kind: read
-- process: nginx
-- plan: coffee_seat_by_member coffee_round_pkey
-- param: team_space_id bigint
-- param: member_id bigint
-- param: program_id bigint?
-- column: total bigint
select count(*)
from coffee_seat seat
join coffee_round round on round.team_space_id = $1 and round.id = seat.round_id
where seat.team_space_id = $1 and seat.member_id = $2 and round.fire_at <= now()
      and ($3::bigint is null or round.program_id = $3)
