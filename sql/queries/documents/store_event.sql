-- Stores what Slack sent, once; false when it was there already.
--
-- kind: write
-- process: nginx
-- plan: none (an insert)
-- param: event_id text
-- param: kind text
-- param: team_id text?
-- param: type text
-- param: event_ts text?
-- param: received_at timestamptz
-- param: expire_at timestamptz
-- param: document bytea
-- column: stored bool
with stored as (
    insert into event_log (event_id, kind, team_id, type, event_ts, received_at, expire_at, document)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    on conflict (event_id) do nothing
    returning 1
)
select exists (select from stored)
