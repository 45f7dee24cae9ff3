-- What happened in a contract on each day from from_day to to_day on which something did, and what was staked at its end: up to
-- proven_block.
--
-- kind: read
-- process: nginx
-- plan: staking_day_pkey staking_cursor_pkey
-- param: chain_id bigint
-- param: contract bytea
-- param: from_day date
-- param: to_day date
-- column: day date
-- column: staked text
-- column: withdrawn text
-- column: claimed text
-- column: events bigint
-- column: balance text
-- column: proven_block bigint?
select series.day, series.staked::text, series.withdrawn::text, series.claimed::text, series.events, series.balance::text,
       (select place.last_block from staking_cursor place where place.chain_id = $1 and place.contract = $2)
from (select day.day, day.staked, day.withdrawn, day.claimed, day.events,
             -- Also of the days before those that are shown.
             sum(day.staked - day.withdrawn) over (order by day.day) as balance
      from staking_day day
      where day.chain_id = $1 and day.contract = $2 and day.day <= $4) series
where series.day >= $3
order by series.day
