-- The next accounts of a season's export, in their order: who had something staked in its time, or did something. The first
-- begin after ''.
--
-- kind: bulk
-- process: nginx
-- plan: staking_event_by_account
-- param: chain_id bigint
-- param: contract bytea
-- param: starts_at timestamptz
-- param: ends_at timestamptz
-- param: up_to_block bigint
-- param: after_account bytea
-- param: limit int
-- column: account bytea
-- column: staked_at_start text
-- column: staked text
-- column: withdrawn text
-- column: claimed text
-- column: staked_at_end text
-- column: events bigint
select known.account, known.staked_at_start::text, known.staked::text, known.withdrawn::text, known.claimed::text,
       known.staked_at_end::text, known.events
from season_accounts($1, $2, $3, $4, $5) as known
where known.account > $6 and (known.events > 0 or known.staked_at_end > 0)
order by known.account
limit $7::int
