-- Claims a slot of a schedule and enqueues its job in the same breath, so that a crash between the two cannot lose it.
-- No id when the slot was claimed before.
--
-- kind: write
-- process: worker
-- plan: none (inserts)
-- param: name text
-- param: team_space_id bigint
-- param: fire_at timestamptz
-- param: kind text
-- param: payload text
-- param: lane text
-- param: max_attempts int
-- column: job_id bigint?
with claimed as (
    insert into cron_run (name, team_space_id, fire_at)
    values ($1, $2, $3)
    on conflict (name, team_space_id, fire_at) do nothing
    returning 1
), queued as (
    insert into job (kind, payload, available_at, lane, max_attempts)
    select $4, $5::text::json, greatest($3, now()), $6, $7
    from claimed
    returning job.id
)
select (select id from queued)
