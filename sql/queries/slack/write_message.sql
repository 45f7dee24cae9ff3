-- Says what a message that was queued in the same transaction is about.
--
-- kind: write
-- process: worker
-- plan: slack_message_pkey
-- param: team_space_id bigint
-- param: message_id bigint
-- param: arguments text
update slack_message message
set arguments = $3::text::json
where message.team_space_id = $1 and message.id = $2 and message.state = 'waiting'
