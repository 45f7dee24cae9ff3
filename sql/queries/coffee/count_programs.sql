-- How many programs run.
--
-- kind: read
-- process: nginx
-- plan: coffee_program_pkey|coffee_program_by_name
-- param: team_space_id bigint
-- column: total bigint
select count(*) from coffee_program program where program.team_space_id = $1 and program.closed_at is null
