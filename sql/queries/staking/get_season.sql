-- A season of a contract.
--
-- kind: read
-- process: nginx
-- plan: staking_event_by_season
-- param: chain_id bigint
-- param: contract bytea
-- param: number bigint
-- column: number bigint
-- column: state text
-- column: is_final bool
-- column: starts_at timestamptz
-- column: ends_at timestamptz
-- column: reward text
-- column: block_number bigint
-- column: block_hash bytea
-- column: created_at timestamptz
-- column: tx_hash bytea
-- column: proven_block bigint?
-- column: proven_at timestamptz?
-- column: is_cancellation_pending bool
select season.number, season.state, season.is_final, season.starts_at, season.ends_at, season.reward::text,
       season.block_number, season.block_hash, season.created_at, season.tx_hash, season.proven_block, season.proven_at,
       exists (select from staking_event event
               where event.chain_id = $1 and event.contract = $2 and event.season = season.number
                     and event.kind = 'season_cancelled' and event.state = 'pending')
from staking_seasons($1, $2) as season
where season.number = $3
