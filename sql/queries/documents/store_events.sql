-- Stores what Slack sent, each event once, and tells which of them were not there yet. An empty team_id or event_ts is null.
--
-- kind: write
-- process: nginx
-- plan: none (an insert)
-- param: event_ids text[]
-- param: kinds text[]
-- param: team_ids text[]
-- param: types text[]
-- param: event_timestamps text[]
-- param: received timestamptz[]
-- param: expiries timestamptz[]
-- param: documents bytea[]
-- column: event_id text
insert into event_log (event_id, kind, team_id, type, event_ts, received_at, expire_at, document)
select event_id, kind, nullif(team_id, ''), type, nullif(event_ts, ''), received_at, expire_at, document
from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::bytea[])
     with ordinality as arrived (event_id, kind, team_id, type, event_ts, received_at, expire_at, document, place)
-- Statements that share events would wait for each other in a circle if each had an order of its own.
order by event_id, place
on conflict (event_id) do nothing
returning event_id
