-- Adds what a cycle has cost to today's row, and the time since the last one was added: it was watched, unless the pause
-- was longer than two hours. Of two processes that add at once each adds what the other has not.
--
-- kind: write
-- process: worker
-- plan: staking_spending_pkey
-- param: chain_id bigint
-- param: public_units bigint
-- param: paid_units bigint
-- param: public_calls bigint
-- param: paid_calls bigint
-- column: day date
with last as (
    select spent.watched_at
    from staking_spending spent
    where spent.chain_id = $1 and spent.watched_at is not null
    order by spent.day desc
    limit 1
)
insert into staking_spending as kept (chain_id, day, watched, watched_at, public_units, paid_units, public_calls, paid_calls)
select $1, (now() at time zone 'UTC')::date,
       coalesce((select now() - last.watched_at from last where now() - last.watched_at between '0' and '2 hours'), '0'),
       now(), $2, $3, $4, $5
on conflict (chain_id, day) do update
set watched = kept.watched
        + case when kept.watched_at is null then excluded.watched
               when now() - kept.watched_at between '0' and '2 hours' then now() - kept.watched_at
               else '0' end,
    watched_at = greatest(kept.watched_at, excluded.watched_at),
    public_units = kept.public_units + excluded.public_units, paid_units = kept.paid_units + excluded.paid_units,
    public_calls = kept.public_calls + excluded.public_calls, paid_calls = kept.paid_calls + excluded.paid_calls
returning kept.day
