-- A page of all rounds, or of one program's, newest first, with how many met (of fewer answers than the threshold nothing is told), and how far its
-- groups' introductions are. The first page begins before (9999-12-31, 0).
--
-- kind: read
-- process: nginx
-- plan: coffee_round_by_time coffee_program_pkey coffee_seat_pkey|coffee_seat_by_group coffee_group_pkey
-- param: team_space_id bigint
-- param: before_at timestamptz
-- param: before_id bigint
-- param: limit int
-- param: offset int
-- param: program_id bigint?
-- column: id bigint
-- column: program_id bigint
-- column: program_name text
-- column: no int
-- column: fire_at timestamptz
-- column: state text
-- column: seats int
-- column: groups int
-- column: left_out int
-- column: left_out_ids bigint[]
-- column: repeats int
-- column: answered bigint?
-- column: met bigint?
-- column: introduced_in_slack bigint
-- column: introduced_by_notice bigint
-- column: not_introduced bigint
select page.id, page.program_id,
       (select program.name from coffee_program program where program.team_space_id = $1 and program.id = page.program_id),
       page.no, page.fire_at, page.state, page.seats, page.groups, page.left_out, page.left_out_ids, page.repeats,
       case when told.answered >= team_space.k_score then told.answered end,
       case when told.answered >= team_space.k_score then told.met end,
       introduced.in_slack, introduced.by_notice, introduced.waiting
from (
    select round.*
    from coffee_round round
    where round.team_space_id = $1 and round.fire_at <= now() and (round.fire_at, round.id) < ($2, $3)
          and ($6::bigint is null or round.program_id = $6)
    order by round.fire_at desc, round.id desc
    limit $4::int offset $5::int
) as page
join team_space on team_space.id = $1
cross join lateral (
    select count(seat.met) as answered, count(*) filter (where seat.met) as met
    from coffee_seat seat
    where seat.team_space_id = $1 and seat.round_id = page.id
) as told
cross join lateral (
    select count(*) filter (where seated.introduction = 'in_slack') as in_slack,
           count(*) filter (where seated.introduction = 'by_notice') as by_notice,
           count(*) filter (where seated.introduction in ('waiting', 'opening', 'posting')) as waiting
    from coffee_group seated
    where seated.team_space_id = $1 and seated.round_id = page.id
) as introduced
order by page.fire_at desc, page.id desc
