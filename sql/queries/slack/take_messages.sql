-- The next messages for one workspace that may be sent now; each is `sending` from now on: see take_slack_batch. token_sealed
-- is the installation's.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: limit int
-- param: lease_seconds int
-- column: team_space_id bigint
-- column: id bigint
-- column: team_id text
-- column: method text
-- column: channel text
-- column: arguments text
-- column: attempts int
-- column: uncertain bool
-- column: withdrawn bool
-- column: token_sealed bytea
-- column: key_id text?
-- column: installation_id bigint
select taken.team_space_id, taken.id, taken.team_id, taken.method, taken.channel, taken.arguments, taken.attempts,
       taken.uncertain, taken.withdrawn, taken.token_sealed, taken.key_id, taken.installation_id
from take_slack_batch($1, $2) as taken
