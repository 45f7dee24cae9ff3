-- What Slack sent that nobody has looked at yet, oldest first.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: event_log_open
-- param: limit int
-- column: event_id text
-- column: kind text
-- column: team_id text?
-- column: type text
-- column: received_at timestamptz
-- column: document bytea
select log.event_id, log.kind, log.team_id, log.type, log.received_at, log.document
from event_log log
where log.handled_at is null and log.kind <> 'command'
order by log.received_at, log.event_id
limit $1::int
