-- The next page of people or of workspaces that is to be read in Slack, if there is one.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: lease_seconds int
-- column: team_space_id bigint
-- column: team_id text
-- column: is_organization bool
-- column: enterprise_id text?
-- column: next_cursor text
-- column: began_at timestamptz
-- column: installation_id bigint
-- column: token_sealed bytea
-- column: key_id text?
select taken.team_space_id, taken.team_id, taken.is_organization, taken.enterprise_id, taken.next_cursor, taken.began_at,
       taken.installation_id, taken.token_sealed, taken.key_id
from take_sync($1) as taken
where taken.team_space_id is not null
