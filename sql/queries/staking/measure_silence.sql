-- For how long nothing has come of each of these webhook providers; no row for one of which nothing ever has.
--
-- kind: read
-- process: worker
-- plan: staking_delivery_by_provider
-- param: providers text[]
-- column: provider text
-- column: silent_seconds float8
select heard.provider, extract(epoch from now() - heard.received_at)::float8
from (select asked.provider,
             (select max(delivery.received_at) from staking_delivery delivery where delivery.provider = asked.provider) as received_at
      from unnest($1::text[]) as asked(provider)) heard
where heard.received_at is not null
