-- Opens the digests that are due; how many, and whether there may be more.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: limit int
-- column: opened int
-- column: more bool
select opening.opened, opening.more from open_culture_digests($1, now()) as opening
