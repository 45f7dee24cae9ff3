-- Plans what the next members by id celebrate; the last of them, or null when there were no more.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: after_id bigint
-- param: limit int
-- column: last_id bigint?
select plan_next_celebrations($1, $2, $3)
