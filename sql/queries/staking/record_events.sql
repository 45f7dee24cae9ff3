-- Records a contract's events, each once by (transaction, log index). What is known already only moves forward:
-- pending may become final or follow its transaction into another block, orphaned may come back, final stays. What a
-- pending one said of itself counts for nothing when it becomes final, or when a poll, which reads its block's
-- receipts, says another thing. Times are seconds of the epoch, amounts decimal; where there is none, an account is
-- empty, and sequences, seasons, starts and ends are 0. source is of who was first.
--
-- kind: write
-- process: worker
-- plan: none (an insert)
-- param: chain_id bigint
-- param: contract bytea
-- param: source text
-- param: state text
-- param: kinds text[]
-- param: accounts bytea[]
-- param: amounts text[]
-- param: sequences bigint[]
-- param: seasons bigint[]
-- param: starts bigint[]
-- param: ends bigint[]
-- param: tx_hashes bytea[]
-- param: log_indexes int[]
-- param: block_numbers bigint[]
-- param: block_hashes bytea[]
-- param: block_times bigint[]
-- column: inserted bigint
-- column: changed bigint
with recorded as (
    insert into staking_event as known
        (chain_id, contract, source, state, kind, account, amount, sequence, season, starts_at, ends_at, tx_hash, log_index,
         block_number, block_hash, block_time)
    select distinct on (reported.tx_hash, reported.log_index)
           $1, $2, $3, $4, reported.kind, nullif(reported.account, ''), reported.amount::numeric,
           nullif(reported.sequence, 0), nullif(reported.season, 0), to_timestamp(nullif(reported.starts_at, 0)),
           to_timestamp(nullif(reported.ends_at, 0)), reported.tx_hash, reported.log_index, reported.block_number, reported.block_hash,
           to_timestamp(reported.block_time)
    from unnest($5::text[], $6::bytea[], $7::text[], $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[], $12::bytea[],
                $13::int[], $14::bigint[], $15::bytea[], $16::bigint[])
         as reported(kind, account, amount, sequence, season, starts_at, ends_at, tx_hash, log_index, block_number,
                     block_hash, block_time)
    order by reported.tx_hash, reported.log_index, reported.block_number desc
    on conflict (chain_id, contract, tx_hash, log_index) do update
    set state = excluded.state, kind = excluded.kind, account = excluded.account, amount = excluded.amount,
        sequence = excluded.sequence, season = excluded.season, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
        block_number = excluded.block_number, block_hash = excluded.block_hash,
        block_time = excluded.block_time
    where known.state <> 'final'
          and ((known.state, known.block_hash) is distinct from (excluded.state, excluded.block_hash)
               or $3 = 'poll' and (known.kind, known.account, known.amount, known.sequence, known.season, known.starts_at,
                                   known.ends_at, known.block_number, known.block_time)
                  is distinct from (excluded.kind, excluded.account, excluded.amount, excluded.sequence, excluded.season,
                                    excluded.starts_at, excluded.ends_at, excluded.block_number, excluded.block_time))
    -- A row that this statement made has no deleting or locking transaction yet.
    returning known.xmax = 0 as new
)
select count(*) filter (where new), count(*) filter (where not new)
from recorded
