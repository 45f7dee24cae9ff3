-- Takes what somebody said out of an event that has had its effect.
--
-- kind: write
-- process: worker
-- plan: event_log_pkey
-- param: event_id text
-- column: event_id text
update event_log log
set document = ''
where log.event_id = $1 and log.handled_at is not null
returning log.event_id
