-- Says how fast this worker may send on a channel, and by what.
--
-- kind: write
-- process: worker
-- plan: none (an insert)
-- param: channel text
-- param: transport text
-- param: per_minute int
-- column: reported bool
insert into delivery_lane (channel, transport, per_minute)
values ($1, $2, $3)
on conflict (channel) do update
set transport = excluded.transport, per_minute = excluded.per_minute, reported_at = now()
returning true
