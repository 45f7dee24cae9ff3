-- A member leaves a program. Outcomes: ok, unknown_program.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: member_id bigint
-- param: program_id bigint
-- column: outcome text
select leave_coffee($1, $2, $3)
