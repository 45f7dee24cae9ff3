-- Shares what a member's wallet holds, or no longer; no row when it is not theirs.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: member_id bigint
-- param: address bytea
-- param: shares_balances bool
-- param: request_id text
-- column: linked_at timestamptz
select shared.linked_at
from share_wallet($1, $2, $3, $4, $5) as shared(linked_at)
where shared.linked_at is not null
