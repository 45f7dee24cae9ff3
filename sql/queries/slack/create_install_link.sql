-- Makes an install link; outcomes: ok, too_many_links. expires_at is null unless it is ok.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: member_id bigint
-- param: token_hash bytea
-- param: request_id text
-- column: outcome text
-- column: expires_at timestamptz?
select created.outcome, created.expires_at
from create_install_link($1, $2, $3, $4) as created
