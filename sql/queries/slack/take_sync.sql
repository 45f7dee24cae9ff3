-- The workspace of which the next page of people is to be read, if there is one.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: lease_seconds int
-- column: team_space_id bigint
-- column: team_id text
-- column: next_cursor text
-- column: installation_id bigint
-- column: token_sealed bytea
-- column: key_id text?
select taken.team_space_id, taken.team_id, taken.next_cursor, taken.installation_id, taken.token_sealed, taken.key_id
from take_sync($1) as taken
where taken.team_space_id is not null
