-- A round, with how many met.
--
-- kind: read
-- process: nginx
-- plan: coffee_round_pkey coffee_program_pkey coffee_seat_pkey|coffee_seat_by_group
-- param: team_space_id bigint
-- param: id bigint
-- column: id bigint
-- column: program_id bigint
-- column: program_name text
-- column: no int
-- column: fire_at timestamptz
-- column: state text
-- column: seats int
-- column: groups int
-- column: left_out int
-- column: repeats int
-- column: answered bigint
-- column: met bigint
select page.id, page.program_id,
       (select program.name from coffee_program program where program.team_space_id = $1 and program.id = page.program_id),
       page.no, page.fire_at, page.state, page.seats, page.groups, page.left_out, page.repeats, told.answered, told.met
from coffee_round page
cross join lateral (
    select count(seat.met) as answered, count(*) filter (where seat.met) as met
    from coffee_seat seat
    where seat.team_space_id = $1 and seat.round_id = page.id
) as told
where page.team_space_id = $1 and page.id = $2 and page.fire_at <= now()
