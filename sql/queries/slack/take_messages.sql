-- The next messages for one workspace that may be sent now; each is `sending` from now on. token_sealed is the
-- installation's; uncertain: an earlier sender may have sent it; withdrawn: it was taken back since.
--
-- kind: write
-- process: worker
-- plan: slack_message_pkey
-- param: limit int
-- param: lease_seconds int
-- column: team_space_id bigint
-- column: id bigint
-- column: team_id text
-- column: method text
-- column: channel text
-- column: arguments text
-- column: attempts int
-- column: uncertain bool
-- column: withdrawn bool
-- column: token_sealed bytea
-- column: key_id text?
-- column: installation_id bigint
select taken.team_space_id, taken.id, taken.team_id, taken.method, taken.channel, taken.arguments, taken.attempts,
       taken.uncertain, message.withdrawn, taken.token_sealed, taken.key_id, taken.installation_id
from take_slack_messages($1, $2) as taken
join slack_message message on message.team_space_id = taken.team_space_id and message.id = taken.id
