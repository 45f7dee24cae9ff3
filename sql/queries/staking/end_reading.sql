-- Nothing is left to read of a contract's history.
--
-- kind: write
-- process: worker
-- plan: staking_reading_pkey
-- param: chain_id bigint
-- param: contract bytea
-- column: ended bool
with ended as (
    delete from staking_reading reading
    where reading.chain_id = $1 and reading.contract = $2
    returning 1
)
select exists (select from ended)
