-- How many programs run, or have ended.
--
-- kind: read
-- process: nginx
-- plan: coffee_program_pkey|coffee_program_by_name
-- param: team_space_id bigint
-- param: closed bool
-- column: total bigint
select count(*) from coffee_program program where program.team_space_id = $1 and (program.closed_at is not null) = $2
