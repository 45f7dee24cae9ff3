-- Whether the database answers, and whether it is a standby, which takes no writes.
--
-- kind: read
-- process: both
-- plan: none (touches no table)
-- column: in_recovery bool
select pg_is_in_recovery()
