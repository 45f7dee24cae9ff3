-- Rolls up some of what members did; see sql/functions/analytics/roll_up_activity.sql.
--
-- kind: write
-- process: worker
-- plan: none (a function)
-- param: limit int
-- column: more bool
select roll_up_activity($1)
