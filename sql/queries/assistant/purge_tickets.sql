-- Deletes some of the tickets that were settled a year ago; says how many.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: limit int
-- column: deleted bigint
select purge_tickets($1)
