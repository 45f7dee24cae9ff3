-- Tries to hold a duty (`jobs`, `staking`) for as long as this connection lives; the others stand by.
--
-- kind: write
-- process: worker
-- plan: none (touches no table)
-- param: duty text
-- column: held bool
select pg_try_advisory_lock(hashtext('gracy.duty'), hashtext($1))
