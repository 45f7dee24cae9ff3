-- Coffee rounds that took place between two days, the latest first: how many sat down, and of those who said whether they
-- met, how many did. What fewer people said than the threshold is not told.
--
-- kind: read
-- process: nginx
-- plan: coffee_round_by_time coffee_program_pkey coffee_seat_pkey|coffee_seat_by_group
-- param: team_space_id bigint
-- param: from_day date
-- param: until_day date
-- column: round_id bigint
-- column: program_id bigint
-- column: program_name text
-- column: fire_at timestamptz
-- column: seats int
-- column: groups int
-- column: repeats int
-- column: answers int?
-- column: met int?
select round.id, round.program_id, program.name, round.fire_at, round.seats, round.groups, round.repeats,
       case when said.answers >= team_space.k_score then said.answers end,
       case when said.answers >= team_space.k_score then said.met end
from coffee_round round
join coffee_program program on program.team_space_id = $1 and program.id = round.program_id
join team_space on team_space.id = $1
cross join lateral (select count(seat.met)::int as answers, count(*) filter (where seat.met)::int as met
                    from coffee_seat seat
                    where seat.team_space_id = $1 and seat.round_id = round.id) said
where round.team_space_id = $1 and round.fire_at >= $2::timestamp at time zone team_space.tz
      and round.fire_at < $3::timestamp at time zone team_space.tz and round.fire_at < now()
order by round.fire_at desc, round.id desc
limit 200
