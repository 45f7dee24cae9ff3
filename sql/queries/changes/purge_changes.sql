-- Deletes what has had its time; how many rows.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: limit int
-- column: deleted bigint
select purge_changes($1)
