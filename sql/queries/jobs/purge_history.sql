-- Deletes what has been of use, at most so many rows of each kind a call; 0: nothing is left.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: limit int
-- column: deleted bigint
select purge_history($1)
