-- When a message was written down, and before which it stands nowhere in Slack.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: slack_message_pkey
-- param: team_space_id bigint
-- param: id bigint
-- column: created_at timestamptz
select message.created_at
from slack_message message
where message.team_space_id = $1 and message.id = $2
