-- How many tickets list_tickets has.
--
-- kind: read
-- process: nginx
-- plan: hr_ticket_by_state
-- param: team_space_id bigint
-- param: state text
-- column: total bigint
select count(*) from hr_ticket ticket where ticket.team_space_id = $1 and ticket.state = $2
