-- A page of what a member has handed over to HR, as JSON; newest first. The first begins before 9223372036854775807.
--
-- kind: read
-- process: both
-- plan: hr_ticket_by_member
-- param: team_space_id bigint
-- param: member_id bigint
-- param: before_id bigint
-- param: limit int
-- column: id bigint
-- column: document text
select ticket.id,
       json_build_object('id', ticket.id::text, 'text', ticket.text, 'state', ticket.state, 'answer', ticket.answer,
                         'created_at', ticket.created_at, 'handled_at', ticket.handled_at)::text
from hr_ticket ticket
where ticket.team_space_id = $1 and ticket.member_id = $2 and ticket.id < $3
order by ticket.id desc
limit $4::int
