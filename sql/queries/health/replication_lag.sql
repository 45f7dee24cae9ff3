-- Seconds that a replica is behind; null on a primary. What has been received is applied: no lag while the stream is up,
-- however long ago the last write was. One that has no stream and has replayed nothing yet may be behind by any time.
--
-- kind: read
-- process: both
-- plan: none (touches no table)
-- column: seconds float8?
select case when not pg_is_in_recovery() then null
            when exists (select from pg_stat_wal_receiver) and pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() then 0
            else coalesce(extract(epoch from now() - pg_last_xact_replay_timestamp()), 1e9) end::float8
