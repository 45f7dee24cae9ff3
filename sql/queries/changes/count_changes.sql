-- For the metrics: how many changes wait, for how long the oldest one does, and how many the copy refused.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: change_outbox_waiting change_outbox_refused
-- column: waiting bigint
-- column: lag_seconds float8
-- column: refused bigint
select (select count(*) from change_outbox change where change.refused is null),
       coalesce((select greatest(0, extract(epoch from now() - oldest.changed_at))::float8
                 from change_outbox oldest
                 where oldest.refused is null order by oldest.id limit 1), 0),
       (select count(*) from change_outbox change where change.refused is not null)
