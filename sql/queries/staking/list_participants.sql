-- Members who have linked a wallet, whether they have something staked on the chain, and what they hold in wallets that they
-- share (null: they share none), of one contract, or of all of the chain together: a sum only of those that are of one token.
--
-- kind: read
-- process: nginx
-- plan: wallet_by_member member_pkey staking_position_pkey
-- param: team_space_id bigint
-- param: chain_id bigint
-- param: after_id bigint
-- param: limit int
-- param: offset int
-- param: contract bytea?
-- column: member_id bigint
-- column: name text
-- column: is_staking bool
-- column: shared_balance text?
select page.member_id, member.name, coalesce(held.is_staking, false), held.shared_balance::text
from (select distinct wallet.member_id
      from wallet
      where wallet.team_space_id = $1 and wallet.member_id > $3
      order by wallet.member_id
      limit $4::int
      offset $5::int) page
join member on member.team_space_id = $1 and member.id = page.member_id
cross join lateral (
    select bool_or(position.balance > 0) as is_staking,
           sum(coalesce(position.balance, 0)) filter (where wallet.shares_balances) as shared_balance
    from wallet
    left join staking_position position on position.chain_id = $2 and position.account = wallet.address
                                       and ($6::bytea is null or position.contract = $6)
    where wallet.team_space_id = $1 and wallet.member_id = page.member_id
) held
order by page.member_id
