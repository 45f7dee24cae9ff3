-- A member's own check-in of a day.
--
-- kind: read
-- process: nginx
-- plan: mood_entry_pkey|mood_entry_by_day
-- param: team_space_id bigint
-- param: member_id bigint
-- param: on_date date
-- column: on_date date
-- column: score int
-- column: tags text[]
-- column: note_sealed bytea?
-- column: note_key_id text?
-- column: updated_at timestamptz
-- column: tz text
-- column: support_contact text?
select entry.on_date, entry.score::int, entry.tags, entry.note_sealed, entry.note_key_id, entry.updated_at,
       member_tz($1, $2), team_space.support_contact
from mood_entry entry
join team_space on team_space.id = $1
where entry.team_space_id = $1 and entry.member_id = $2 and entry.on_date = $3
