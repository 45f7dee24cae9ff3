-- The seasons that a contract has at a block by its final events: to be compared with its storage. Times are seconds of the
-- epoch.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: staking_event_by_season
-- param: chain_id bigint
-- param: contract bytea
-- param: up_to_block bigint
-- column: number bigint
-- column: starts_at bigint
-- column: ends_at bigint
-- column: reward text
select said.season, extract(epoch from said.starts_at)::bigint, extract(epoch from said.ends_at)::bigint, said.amount::text
from (select distinct on (event.season) event.season, event.kind, event.starts_at, event.ends_at, event.amount
      from staking_event event
      where event.chain_id = $1 and event.contract = $2 and event.season is not null and event.state = 'final'
            and event.block_number <= $3
      order by event.season, event.block_number desc, event.log_index desc) said
where said.kind = 'season_created'
order by said.season
