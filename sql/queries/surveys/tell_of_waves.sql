-- Tells members of open waves and of nudges that are due; how many rows were looked at, which says of nobody whether they
-- answered.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: limit int
-- column: seen int
select tell_of_waves($1)
