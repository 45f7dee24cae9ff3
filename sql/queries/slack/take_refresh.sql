-- The installation whose token is to be refreshed next, if there is one.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: lease_seconds int
-- column: team_space_id bigint
-- column: id bigint
-- column: team_id text?
-- column: refresh_sealed bytea
-- column: key_id text?
-- column: token_expires_at timestamptz?
-- column: begun_at timestamptz
-- column: again bool
select taken.team_space_id, taken.id, taken.team_id, taken.refresh_sealed, taken.key_id, taken.token_expires_at,
       taken.begun_at, taken.again
from take_refresh($1) as taken
where taken.id is not null
