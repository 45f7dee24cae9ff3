-- For how long nothing has come of each of these webhook providers about each of these chains, and how many events have
-- become final, up to a thousand, that happened since: it has told nothing of them. What was old when it came, or could
-- not be used, does not count. No row for one of which nothing ever came.
--
-- kind: read
-- process: worker
-- plan: staking_delivery_by_source staking_event_by_time
-- param: providers text[]
-- param: chain_ids bigint[]
-- column: provider text
-- column: chain_id bigint
-- column: silent_seconds float8
-- column: missed_events bigint
select heard.provider, heard.chain_id, extract(epoch from now() - heard.received_at)::float8,
       (select count(*)
        from (select 1 from staking_event event
              where event.chain_id = heard.chain_id and event.state = 'final' and event.block_time > heard.received_at
              limit 1000) missed)
from (select asked.provider, watched.chain_id,
             (select max(delivery.received_at) from staking_delivery delivery
              where delivery.provider = asked.provider and delivery.chain_id = watched.chain_id
                    and not delivery.is_old and delivery.state <> 'refused') as received_at
      from unnest($1::text[]) as asked(provider)
      cross join unnest($2::bigint[]) as watched(chain_id)) heard
where heard.received_at is not null
