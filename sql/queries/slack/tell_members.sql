-- Queues what members are to be told in Slack; how many members were seen to.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: limit int
-- column: seen int
select tell_members($1)
