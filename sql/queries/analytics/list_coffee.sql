-- Coffee rounds that took place between two days, the latest first: how many sat down, and what was released of a group: of those
-- who said whether they met, the share who did.
--
-- kind: read
-- process: nginx
-- plan: coffee_round_by_time coffee_program_pkey released_cell_by_group
-- param: team_space_id bigint
-- param: from_day date
-- param: until_day date
-- param: group_kind text
-- param: group_id bigint
-- column: round_id bigint
-- column: program_id bigint
-- column: program_name text
-- column: fire_at timestamptz
-- column: seats int
-- column: groups int
-- column: repeats int
-- column: released bool
-- column: reason text?
-- column: answers int?
-- column: participation int?
-- column: met int?
select round.id, round.program_id, program.name, round.fire_at, round.seats, round.groups, round.repeats,
       coalesce(cell.released, false),
       case when cell.id is not null then cell.reason when round.released_at is null then 'not_ended' else 'too_few' end,
       cell.members_from, cell.participation, (cell.details ->> 'met')::int
from coffee_round round
join coffee_program program on program.team_space_id = $1 and program.id = round.program_id
join team_space on team_space.id = $1
left join lateral (select found.id, found.released, found.reason, found.members_from, found.participation, found.details
                   from released_cell found
                   where found.team_space_id = $1 and found.subject = 'coffee_round:' || round.id and found.grain = 'once'
                         and found.group_kind = $4 and found.group_id = $5
                   limit 1) as cell on true
where round.team_space_id = $1 and round.fire_at >= $2::timestamp at time zone team_space.tz
      and round.fire_at < $3::timestamp at time zone team_space.tz and round.fire_at < now()
order by round.fire_at desc, round.id desc
limit 200
