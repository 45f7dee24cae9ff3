-- A page of all rounds, or of one program's, newest first, with how many met (nothing until it was released:
-- gracy.release_coffee_round), and how far its groups' introductions are. The first page begins before (9999-12-31, 0).
--
-- kind: read
-- process: nginx
-- plan: coffee_round_by_time coffee_program_pkey released_cell_by_group coffee_group_pkey
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
       told.answered::bigint as answered, round(told.answered * told.met / 100.0)::bigint as met,
       introduced.in_slack, introduced.by_notice, introduced.waiting
from (
    select round.*
    from coffee_round round
    where round.team_space_id = $1 and round.fire_at <= now() and (round.fire_at, round.id) < ($2, $3)
          and ($6::bigint is null or round.program_id = $6)
    order by round.fire_at desc, round.id desc
    limit $4::int offset $5::int
) as page
left join lateral (
    select cell.members_from as answered, (cell.details ->> 'met')::int as met
    from released_cell cell
    where cell.team_space_id = $1 and cell.subject = 'coffee_round:' || page.id and cell.grain = 'once'
          and cell.group_kind = 'all' and cell.group_id = 0 and cell.released
    limit 1
) as told on true
cross join lateral (
    select count(*) filter (where seated.introduction = 'in_slack') as in_slack,
           count(*) filter (where seated.introduction = 'by_notice') as by_notice,
           count(*) filter (where seated.introduction in ('waiting', 'opening', 'posting')) as waiting
    from coffee_group seated
    where seated.team_space_id = $1 and seated.round_id = page.id
) as introduced
order by page.fire_at desc, page.id desc
