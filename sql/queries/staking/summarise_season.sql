-- What accounts had and did in a season's time, in all, by final events up to a block: stakers are those who had something
-- staked at some moment of it. rewards_left is what the contract's final seasons up to this one have promised, and nobody
-- had claimed or, as far as that is known, swept. swept: in all, by the end of the season or by the block; null when no two
-- proofs, one before and one behind that moment, say the same. pending_*: what is reported of that time and not final.
--
-- kind: bulk
-- process: nginx
-- plan: staking_event_by_account|staking_event_by_sequence|staking_event_by_block staking_event_pending staking_swept_pkey
-- param: chain_id bigint
-- param: contract bytea
-- param: number bigint
-- param: starts_at timestamptz
-- param: ends_at timestamptz
-- param: up_to_block bigint
-- column: stakers bigint
-- column: stakers_at_start bigint
-- column: stakers_at_end bigint
-- column: staked_at_start text
-- column: staked text
-- column: withdrawn text
-- column: claimed text
-- column: staked_at_end text
-- column: events bigint
-- column: rewards_left text
-- column: swept text?
-- column: pending_events bigint
-- column: pending_staked text
-- column: pending_withdrawn text
-- column: pending_claimed text
select account.stakers, account.stakers_at_start, account.stakers_at_end, account.staked_at_start::text, account.staked::text,
       account.withdrawn::text, account.claimed::text, account.staked_at_end::text, account.events,
       (promised.rewards - account.claimed_before - account.claimed - coalesce(taken.swept, 0))::text, taken.swept::text,
       pending.events, pending.staked::text, pending.withdrawn::text, pending.claimed::text
from (select count(*) filter (where known.staked_at_start > 0 or known.staked > 0) as stakers,
             count(*) filter (where known.staked_at_start > 0) as stakers_at_start,
             count(*) filter (where known.staked_at_end > 0) as stakers_at_end,
             coalesce(sum(known.staked_at_start), 0) as staked_at_start, coalesce(sum(known.staked), 0) as staked,
             coalesce(sum(known.withdrawn), 0) as withdrawn, coalesce(sum(known.claimed), 0) as claimed,
             coalesce(sum(known.staked_at_end), 0) as staked_at_end, coalesce(sum(known.claimed_before), 0) as claimed_before,
             coalesce(sum(known.events), 0)::bigint as events
      from season_accounts($1, $2, $4, $5, $6) as known) account
cross join (select coalesce(sum(season.reward), 0) as rewards
            from staking_seasons($1, $2) as season
            where season.number <= $3 and season.is_final and season.state <> 'cancelled') promised
left join lateral (select known.swept
                   from staking_swept known
                   where known.chain_id = $1 and known.contract = $2
                         and (known.last_block_time >= $5 or known.last_block >= $6)
                         -- Before anything was swept nothing was.
                         and (known.first_block_time < $5 and known.first_block <= $6 or known.swept = 0)
                   order by known.swept
                   limit 1) taken on true
cross join (select count(*) as events, coalesce(sum(event.amount) filter (where event.kind = 'stake'), 0) as staked,
                   coalesce(sum(event.amount) filter (where event.kind = 'withdraw'), 0) as withdrawn,
                   coalesce(sum(event.amount) filter (where event.kind = 'claim'), 0) as claimed
            from staking_event event
            where event.chain_id = $1 and event.contract = $2 and event.state = 'pending' and event.account is not null
                  and event.block_time >= $4 and event.block_time < $5) pending
