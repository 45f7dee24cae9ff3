-- Says which kinds of tasks there are; returns how many changed.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: kinds text
-- column: changed bigint
select publish_assistant_kinds($1)
