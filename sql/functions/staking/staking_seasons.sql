-- A contract's seasons as the events that are left tell them: of each number the one that was created last, and whether it
-- was cancelled since. What is not final takes the place of no final season, unless that one is cancelled for good: what one
-- provider claims changes neither states nor figures. is_final: no reorganisation can change that. state is as of proven_at, the time of the block that
-- everything is proven up to; before the first proof, as of the season's creation.
create or replace function gracy.staking_seasons(p_chain_id bigint, p_contract bytea)
    returns table (number bigint, state text, is_final bool, starts_at timestamptz, ends_at timestamptz, reward numeric,
                   block_number bigint, block_hash bytea, created_at timestamptz, tx_hash bytea,
                   proven_block bigint, proven_at timestamptz)
    language sql stable parallel safe as $$
    select distinct on (created.season)
           created.season,
           case when cancelled.state = 'final' or created.state <> 'final' and cancelled.state is not null then 'cancelled'
                when coalesce(place.last_block_time, created.block_time) < created.starts_at then 'planned'
                when coalesce(place.last_block_time, created.block_time) < created.ends_at then 'running'
                else 'ended' end,
           created.state = 'final',
           created.starts_at, created.ends_at, created.amount, created.block_number, created.block_hash, created.block_time,
           created.tx_hash, place.last_block, place.last_block_time
    from gracy.staking_event created
    left join gracy.staking_cursor place on place.chain_id = p_chain_id and place.contract = p_contract
    left join lateral (
        select taken_back.state
        from gracy.staking_event taken_back
        where taken_back.chain_id = p_chain_id and taken_back.contract = p_contract
              and taken_back.season = created.season and taken_back.state <> 'orphaned'
              and taken_back.kind = 'season_cancelled'
              and (taken_back.block_number, taken_back.log_index) > (created.block_number, created.log_index)
        order by taken_back.state = 'final' desc, taken_back.block_number desc, taken_back.log_index desc
        limit 1
    ) cancelled on true
    where created.chain_id = p_chain_id and created.contract = p_contract and created.season is not null
          and created.state <> 'orphaned' and created.kind = 'season_created'
    order by created.season, created.state = 'final' and cancelled.state is distinct from 'final' desc,
             created.block_number desc, created.log_index desc
$$;
