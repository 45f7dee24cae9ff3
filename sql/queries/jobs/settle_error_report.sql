-- Takes what was told from what waits.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: fingerprints bytea[]
-- param: counts bigint[]
-- param: left_out bigint
-- column: done bool
select true from settle_error_report($1, $2, $3)
