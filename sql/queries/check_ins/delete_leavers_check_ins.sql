-- Deletes what leavers checked in, thirty days after they left.
--
-- kind: write
-- process: worker
-- plan: none (a function)
-- param: limit int
-- column: entries bigint
-- column: notes bigint
-- column: forgotten bigint
select entries, notes, forgotten from gracy.delete_leavers_check_ins($1, now())
