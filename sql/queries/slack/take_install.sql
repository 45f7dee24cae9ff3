-- The next install that wants a worker: `exchanging` has a code, `checking` the token that it gave.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: lease_seconds int
-- column: team_space_id bigint
-- column: id bigint
-- column: stage text
-- column: code text?
-- column: redirect_uri text
-- column: installation_id bigint?
-- column: token_sealed bytea?
-- column: key_id text?
select taken.team_space_id, taken.id, taken.stage, taken.code, taken.redirect_uri, taken.installation_id,
       taken.token_sealed, taken.key_id
from take_install($1) as taken
