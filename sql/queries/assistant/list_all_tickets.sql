-- A page of tickets in any state, newest first. The first page begins before 9223372036854775807.
--
-- kind: read
-- process: nginx
-- plan: hr_ticket_pkey member_pkey
-- param: team_space_id bigint
-- param: before_id bigint
-- param: limit int
-- param: offset int
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
where ticket.team_space_id = $1 and ticket.id < $2
order by ticket.id desc
limit $3::int offset $4::int
