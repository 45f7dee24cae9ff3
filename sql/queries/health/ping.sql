-- Whether the database answers.
--
-- kind: read
-- process: both
-- plan: none (touches no table)
-- column: one int
select 1
