-- Keeps a contract's signature until a worker has asked the chain. Outcomes: verifying, linked, unknown_challenge,
-- too_many_wallets.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: member_id bigint
-- param: nonce text
-- param: chain_id bigint
-- param: message_hash bytea
-- param: signature bytea
-- column: outcome text
-- column: shares_balances bool?
-- column: linked_at timestamptz?
select asked.outcome, asked.shares_balances, asked.linked_at
from verify_wallet($1, $2, $3, $4, $5, $6) as asked
