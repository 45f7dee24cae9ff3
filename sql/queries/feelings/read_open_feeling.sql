-- The sealed note that a card is wanted of; nothing when that is done, or wanted and allowed no longer.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: feeling_by_id
-- param: team_space_id bigint
-- param: id bigint
-- column: member_id bigint
-- column: on_date date
-- column: score int
-- column: note_sealed bytea
-- column: note_key_id text
select card.member_id, card.on_date, entry.score::int, entry.note_sealed, entry.note_key_id
from feeling card
join team_space on team_space.id = $1 and team_space.feelings
join feeling_preference said on said.team_space_id = $1 and said.member_id = card.member_id and said.wanted
join mood_entry entry on entry.team_space_id = $1 and entry.member_id = card.member_id and entry.on_date = card.on_date
where card.team_space_id = $1 and card.id = $2 and card.state = 'queued' and entry.note_sealed is not null
