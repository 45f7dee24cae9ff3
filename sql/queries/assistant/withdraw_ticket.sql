-- Whoever opened a ticket takes it back while it is open. Outcomes: ok, not_found, settled.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: member_id bigint
-- param: id bigint
-- column: outcome text
select withdraw_ticket($1, $2, $3)
