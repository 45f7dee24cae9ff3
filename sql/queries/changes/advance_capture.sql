-- Turns capture on, or tells some of what was there before it; 0 when there is nothing more to tell.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: limit int
-- column: told int
select advance_change_capture($1)
