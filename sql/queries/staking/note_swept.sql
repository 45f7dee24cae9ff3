-- How much of a contract's rewards its owner has swept by the block that everything is proven up to: what its final seasons promised, less
-- what was claimed and what its ledger was proven to hold there. No row, and nothing is noted, when that is no such ledger: it holds
-- more, or it was brought up to date (a second of the epoch) before the last season was created or after the block.
--
-- kind: write
-- process: worker
-- plan: staking_cursor_pkey staking_day_pkey staking_event_by_season
-- param: chain_id bigint
-- param: contract bytea
-- param: block bigint
-- param: liability text
-- param: reserve text
-- param: accrued_at bigint
-- column: swept text
insert into staking_swept as known
    (chain_id, contract, swept, first_block, first_block_time, last_block, last_block_time)
select $1, $2, left_over.swept, place.last_block, place.last_block_time, place.last_block, place.last_block_time
from staking_cursor place
cross join (select coalesce(sum(said.amount) filter (where said.kind = 'season_created'), 0) as rewards,
                   coalesce(max(extract(epoch from said.block_time)) filter (where said.kind = 'season_created'), 0) as created_at
            from (select distinct on (event.season) event.kind, event.amount, event.block_time
                  from staking_event event
                  where event.chain_id = $1 and event.contract = $2 and event.season is not null and event.state = 'final'
                        and event.block_number <= $3
                  order by event.season, event.block_number desc, event.log_index desc) said) promised
cross join (select coalesce(sum(day.claimed), 0) as claimed
            from staking_day day
            where day.chain_id = $1 and day.contract = $2) paid
cross join lateral (select promised.rewards - paid.claimed - $4::numeric - $5::numeric as swept) left_over
where place.chain_id = $1 and place.contract = $2 and place.last_block = $3 and left_over.swept >= 0
      and $6 between promised.created_at and extract(epoch from place.last_block_time)
on conflict (chain_id, contract, swept) do update
set last_block = excluded.last_block, last_block_time = excluded.last_block_time
returning known.swept::text
