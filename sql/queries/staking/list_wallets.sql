-- A member's wallets in the order in which they were linked, and those whose contracts are still asked, or were refused not
-- long ago, behind them; at most twenty. linked_at is null while a wallet is not linked.
--
-- kind: read
-- process: nginx
-- plan: wallet_by_member wallet_verification_pkey
-- param: team_space_id bigint
-- param: member_id bigint
-- column: address bytea
-- column: state text
-- column: reason text?
-- column: shares_balances bool
-- column: linked_at timestamptz?
select listed.address, listed.state, listed.reason, listed.shares_balances, listed.linked_at
from (select wallet.address, 'linked' as state, null as reason, wallet.shares_balances, wallet.linked_at, wallet.linked_at as since
      from wallet
      where wallet.team_space_id = $1 and wallet.member_id = $2
      union all
      select asked.address, asked.state, asked.reason, false, null, asked.asked_at
      from wallet_verification asked
      where asked.team_space_id = $1 and asked.member_id = $2
            and (asked.state = 'verifying' or asked.asked_at > now() - interval '1 day')) listed
order by listed.linked_at is null, listed.since, listed.address
