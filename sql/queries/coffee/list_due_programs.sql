-- Programs of all team spaces whose next round may be made now, the longest due first.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: coffee_program_due
-- param: limit int
-- column: team_space_id bigint
-- column: program_id bigint
-- column: fire_at timestamptz
-- column: group_size int
-- column: mode text
-- column: apart_from_manager bool
-- column: apart_from_team bool
-- column: overslept bool
select program.team_space_id, program.id, program.next_round_at, program.group_size::int, program.mode,
       program.apart_from_manager, program.apart_from_team, program.next_round_at < now() - interval '1 day'
from coffee_program program
where program.prepare_at <= now()
order by program.prepare_at
limit $1::int
