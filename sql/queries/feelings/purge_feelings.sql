-- Deletes some of the cards of team spaces that have feelings switched off; says how many.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: limit int
-- column: deleted bigint
select purge_feelings($1)
