-- How a member takes part in a program that runs; `out` when they do not.
--
-- kind: read
-- process: nginx
-- plan: coffee_program_pkey coffee_participant_pkey|coffee_participant_by_member
-- param: team_space_id bigint
-- param: member_id bigint
-- param: program_id bigint
-- column: status text
-- column: paused_until date?
-- column: pause_reason text?
-- column: silent_rounds int
select coalesce(participant.status, 'out'), participant.paused_until, participant.pause_reason,
       coalesce(participant.silent_rounds, 0)::int
from coffee_program program
left join coffee_participant participant
    on participant.team_space_id = $1 and participant.program_id = program.id and participant.member_id = $2
where program.team_space_id = $1 and program.id = $3 and program.closed_at is null
