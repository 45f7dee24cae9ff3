-- The contract's final events above after_sequence, which is complete, up to a block: how many follow it without a gap, the block of the
-- last of these (null: there are none), and the block of the first one behind the gap (null: there is no gap).
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: staking_event_by_sequence
-- param: chain_id bigint
-- param: contract bytea
-- param: after_sequence bigint
-- param: up_to_block bigint
-- column: contiguous bigint
-- column: last_block bigint?
-- column: block_after_gap bigint?
with numbered as (
    select event.block_number, event.sequence - row_number() over (order by event.sequence) = $3 as is_contiguous
    from staking_event event
    where event.chain_id = $1 and event.contract = $2 and event.state = 'final' and event.sequence > $3
          and event.block_number <= $4
)
select count(*) filter (where numbered.is_contiguous),
       max(numbered.block_number) filter (where numbered.is_contiguous),
       min(numbered.block_number) filter (where not numbered.is_contiguous)
from numbered
