-- Puts the job into its lane that opens a form, and keeps the address at which the person is told if it cannot, when
-- there is one; no id when it is queued already.
--
-- kind: write
-- process: nginx
-- plan: none (inserts)
-- param: kind text
-- param: payload text
-- param: lane text
-- param: dedupe_key text
-- param: max_attempts int
-- param: response_hash bytea?
-- param: response_url text?
-- column: id bigint?
with kept as (
    insert into slack_response_url (hash, url, expires_at)
    select $6, $7, now() + interval '30 minutes' where $6 is not null
    on conflict do nothing
),
queued as (
    insert into job (kind, payload, available_at, lane, dedupe_key, max_attempts)
    values ($1, $2::text::json, now(), $3, $4, $5)
    on conflict (kind, dedupe_key) where dedupe_key is not null do nothing
    returning job.id
)
select (select id from queued)
