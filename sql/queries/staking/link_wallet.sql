-- Makes a challenge's wallet the member's. Outcomes: ok, unknown_challenge, taken, too_many_wallets.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: member_id bigint
-- param: nonce text
-- param: request_id text
-- column: outcome text
-- column: shares_balances bool?
-- column: linked_at timestamptz?
select linked.outcome, linked.shares_balances, linked.linked_at
from link_wallet($1, $2, $3, $4) as linked
