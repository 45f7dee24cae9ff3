-- A member's wallets, in the order in which they were linked; at most ten.
--
-- kind: read
-- process: nginx
-- plan: wallet_by_member
-- param: team_space_id bigint
-- param: member_id bigint
-- column: address bytea
-- column: shares_balances bool
-- column: linked_at timestamptz
select wallet.address, wallet.shares_balances, wallet.linked_at
from wallet
where wallet.team_space_id = $1 and wallet.member_id = $2
order by wallet.linked_at, wallet.address
