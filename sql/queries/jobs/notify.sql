-- Wakes the listeners of a channel. Sent after commit and coalesced, never inside a write (NOTIFY serialises commits).
--
-- kind: write
-- process: both
-- plan: none (touches no table)
-- param: channel text
-- column: sent bool
select pg_notify($1, '') is not null
