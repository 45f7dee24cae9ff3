-- A page of the team space's programs that run, or have ended, oldest first, and how a member takes part in each.
--
-- kind: read
-- process: nginx
-- plan: coffee_program_pkey coffee_round_team_space_id_program_id_fire_at_key|coffee_round_team_space_id_program_id_no_key|coffee_round_by_time
-- param: team_space_id bigint
-- param: member_id bigint
-- param: closed bool
-- param: after_id bigint
-- param: limit int
-- param: offset int
-- column: id bigint
-- column: name text
-- column: cadence text
-- column: weekday int
-- column: at text
-- column: group_size int
-- column: mode text
-- column: apart_from_manager bool
-- column: apart_from_team bool
-- column: starts_on date
-- column: next_round_at timestamptz?
-- column: participants bigint
-- column: my_status text
-- column: closed_at timestamptz?
-- column: version int
select program.id, program.name, program.cadence, program.weekday::int, to_char(program.at, 'HH24:MI'),
       program.group_size::int, program.mode, program.apart_from_manager, program.apart_from_team, program.starts_on,
       -- One that is made already is the next for people, until its time.
       coalesce((select round.fire_at from coffee_round round
                 where round.team_space_id = $1 and round.program_id = program.id and round.fire_at > now()),
                program.next_round_at),
       (select count(*) from coffee_pool($1, program.id, now())),
       mine.status, program.closed_at, program.version
from coffee_program program
cross join lateral coffee_participation($1, $2, program.id) as mine
where program.team_space_id = $1 and program.id > $4 and (program.closed_at is not null) = $3
order by program.id
limit $5::int offset $6::int
