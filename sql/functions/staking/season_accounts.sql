-- What each account had and did in a season's time, by final events up to a block: so the same for the same block, whatever
-- comes later. claimed_before is what it claimed before the season.
create or replace function gracy.season_accounts(p_chain_id bigint, p_contract bytea, p_starts_at timestamptz,
                                                 p_ends_at timestamptz, p_up_to_block bigint)
    returns table (account bytea, staked_at_start numeric, staked numeric, withdrawn numeric, claimed numeric,
                   staked_at_end numeric, claimed_before numeric, events bigint)
    language sql stable parallel safe as $$
    select event.account,
           coalesce(sum(case event.kind when 'stake' then event.amount when 'withdraw' then -event.amount end)
                    filter (where event.block_time < p_starts_at), 0),
           coalesce(sum(event.amount) filter (where event.kind = 'stake' and event.block_time >= p_starts_at), 0),
           coalesce(sum(event.amount) filter (where event.kind = 'withdraw' and event.block_time >= p_starts_at), 0),
           coalesce(sum(event.amount) filter (where event.kind = 'claim' and event.block_time >= p_starts_at), 0),
           coalesce(sum(case event.kind when 'stake' then event.amount when 'withdraw' then -event.amount end), 0),
           coalesce(sum(event.amount) filter (where event.kind = 'claim' and event.block_time < p_starts_at), 0),
           count(*) filter (where event.block_time >= p_starts_at)
    from gracy.staking_event event
    where event.chain_id = p_chain_id and event.contract = p_contract and event.account is not null
          and event.state = 'final' and event.block_number <= p_up_to_block and event.block_time < p_ends_at
    group by event.account
$$;
