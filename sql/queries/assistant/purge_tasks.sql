-- Deletes some of the tasks that are older than 30 days; says how many.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: limit int
-- column: deleted bigint
select purge_assistant_tasks($1)
