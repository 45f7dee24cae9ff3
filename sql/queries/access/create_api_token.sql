-- Adds an API token to a member; see sql/functions/accounts/create_api_token.sql.
--
-- kind: write
-- process: nginx
-- plan: none (a function)
-- param: team_space_id bigint
-- param: member_id bigint
-- param: name text
-- param: prefix text
-- param: hash bytea
-- param: scopes text[]
-- param: expires_at timestamptz?
-- param: maker_hash bytea
-- param: request_id text?
-- column: outcome text
-- column: id bigint?
-- column: expires_at timestamptz?
select made.outcome, made.id, made.expires_at
from create_api_token($1, $2, $3, $4, $5, $6, $7, $8, $9) as made
