-- Ends exports whose job is dead or gone; how many.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: limit int
-- column: settled int
select settle_exports($1)
