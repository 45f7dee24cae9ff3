-- Queues what members are to be told in Slack; how many members were seen to. resume: {language: a button}, JSON, of the notice
-- that coffee pauses.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: limit int
-- param: resume text
-- column: seen int
select tell_members($1, $2::text::jsonb)
