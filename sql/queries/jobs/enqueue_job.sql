-- Puts a job into its lane; no id when one of the same kind and dedupe key is kept already.
--
-- kind: write
-- process: both
-- plan: none (an insert)
-- param: kind text
-- param: payload text
-- param: run_at timestamptz?
-- param: lane text
-- param: dedupe_key text?
-- param: max_attempts int
-- column: id bigint?
with queued as (
    insert into job (kind, payload, available_at, lane, dedupe_key, max_attempts)
    values ($1, $2::text::json, coalesce($3, now()), $4, $5, $6)
    on conflict (kind, dedupe_key) where dedupe_key is not null do nothing
    returning job.id
)
select (select id from queued)
