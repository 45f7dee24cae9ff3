-- Counts errors by their summaries, and how many there was no room for.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: summaries text[]
-- param: counts bigint[]
-- param: left_out bigint
-- column: done bool
select true from note_errors($1, $2, $3)
