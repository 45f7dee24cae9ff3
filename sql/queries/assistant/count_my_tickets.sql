-- How many tickets list_my_tickets has.
--
-- kind: read
-- process: nginx
-- plan: hr_ticket_by_member
-- param: team_space_id bigint
-- param: member_id bigint
-- column: total bigint
select count(*) from hr_ticket ticket where ticket.team_space_id = $1 and ticket.member_id = $2
