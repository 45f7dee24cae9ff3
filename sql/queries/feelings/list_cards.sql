-- A member's own cards of a year, oldest first.
--
-- kind: read
-- process: nginx
-- plan: feeling_pkey
-- param: team_space_id bigint
-- param: member_id bigint
-- column: on_date date
-- column: card_sealed bytea
-- column: card_key_id text
select card.on_date, card.card_sealed, card.card_key_id
from feeling card
join team_space on team_space.id = $1 and team_space.feelings
where card.team_space_id = $1 and card.member_id = $2 and card.on_date >= current_date - 371 and card.state = 'done'
order by card.on_date
