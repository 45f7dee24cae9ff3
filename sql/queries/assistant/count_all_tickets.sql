-- How many tickets list_all_tickets has.
--
-- kind: read
-- process: nginx
-- plan: hr_ticket_pkey|hr_ticket_by_state|hr_ticket_by_member|hr_ticket_by_handler|hr_ticket_by_question
-- param: team_space_id bigint
-- column: total bigint
select count(*) from hr_ticket ticket where ticket.team_space_id = $1
