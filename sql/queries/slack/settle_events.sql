-- Marks events that lead to nothing as handled; how many were open.
--
-- kind: write
-- process: worker
-- plan: event_log_pkey
-- param: event_ids text[]
-- column: settled bigint
with settled as (
    update event_log log
    set handled_at = now()
    where log.event_id = any ($1) and log.handled_at is null
    returning 1
)
select count(*) from settled
