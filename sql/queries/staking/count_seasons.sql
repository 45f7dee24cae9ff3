-- How many seasons staking/list_seasons has in all.
--
-- kind: read
-- process: nginx
-- plan: staking_event_by_season
-- param: chain_id bigint
-- param: contract bytea
-- column: total bigint
select count(distinct event.season)
from staking_event event
where event.chain_id = $1 and event.contract = $2 and event.season is not null and event.state <> 'orphaned'
      and event.kind = 'season_created'
