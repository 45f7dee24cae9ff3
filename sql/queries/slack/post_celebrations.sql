-- Queues what team spaces have to celebrate now, a message for each that has something. Steps: post (to be written in this
-- transaction; message_id is there), nothing, no_workspace.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: limit int
-- column: team_space_id bigint
-- column: message_id bigint?
-- column: step text
select next.team_space_id, next.message_id, next.step
from post_celebrations($1) as next
