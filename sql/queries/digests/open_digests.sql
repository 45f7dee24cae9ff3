-- Opens the digests that are due; how many.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: limit int
-- column: opened int
select open_culture_digests($1, now())
