-- Tells whoever could not be seated in a round; how many.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: limit int
-- column: told int
select tell_left_out($1)
