-- One ticket, of the viewer's own; with sees_all also what others have asked.
--
-- kind: read
-- process: nginx
-- plan: hr_ticket_pkey|hr_ticket_by_member member_pkey
-- param: team_space_id bigint
-- param: viewer_id bigint
-- param: sees_all bool
-- param: id bigint
-- column: id bigint
-- column: member_id bigint
-- column: member_name text
-- column: question_id bigint?
-- column: text text
-- column: state text
-- column: answer text?
-- column: created_at timestamptz
-- column: handled_at timestamptz?
select ticket.id, ticket.member_id, member.name, ticket.question_id, ticket.text, ticket.state, ticket.answer,
       ticket.created_at, ticket.handled_at
from hr_ticket ticket
join member on member.team_space_id = ticket.team_space_id and member.id = ticket.member_id
where ticket.team_space_id = $1 and ticket.id = $4 and ($3 or ticket.member_id = $2)
