-- Keeps what a contract is said to have signed until a worker has asked the chain, and wakes one; the challenge is used up
-- whatever comes of it. What the member has sent last of a wallet replaces what waited, and is not asked sooner. Whether
-- another member has linked the wallet is told to nobody who has not shown that it is theirs (settle_wallet). Outcomes:
-- verifying, linked (it was theirs before), unknown_challenge (used, expired, never given), too_many_wallets.
create or replace function gracy.verify_wallet(p_team_space_id bigint, p_member_id bigint, p_nonce text, p_chain_id bigint,
                                               p_message_hash bytea, p_signature bytea,
                                               out outcome text, out shares_balances bool, out linked_at timestamptz)
    language plpgsql as $$
declare
    v_address bytea;
    v_due timestamptz;
begin
    -- One at a time for a member, so that the limit holds.
    perform from gracy.member
    where member.team_space_id = p_team_space_id and member.id = p_member_id and member.status <> 'left'
    for no key update;
    if not found then
        outcome := 'unknown_challenge';
        return;
    end if;
    delete from gracy.wallet_challenge challenge
    where challenge.team_space_id = p_team_space_id and challenge.member_id = p_member_id and challenge.nonce = p_nonce
          and challenge.expires_at > now()
    returning challenge.address into v_address;
    if not found then
        outcome := 'unknown_challenge';
        return;
    end if;
    select wallet.shares_balances, wallet.linked_at into shares_balances, linked_at
    from gracy.wallet
    where wallet.team_space_id = p_team_space_id and wallet.address = v_address and wallet.member_id = p_member_id;
    if found then
        outcome := 'linked';
        return;
    end if;
    if (select count(*) from gracy.wallet
        where wallet.team_space_id = p_team_space_id and wallet.member_id = p_member_id)
       + (select count(*) from gracy.wallet_verification asked
          where asked.team_space_id = p_team_space_id and asked.member_id = p_member_id and asked.address <> v_address
                and asked.state = 'verifying') >= 10 then
        outcome := 'too_many_wallets';
        return;
    end if;
    insert into gracy.wallet_verification as kept (team_space_id, member_id, address, chain_id, message_hash, signature)
    values (p_team_space_id, p_member_id, v_address, p_chain_id, p_message_hash, p_signature)
    on conflict (team_space_id, member_id, address) do update
    set chain_id = excluded.chain_id, message_hash = excluded.message_hash, signature = excluded.signature, state = 'verifying',
        reason = null, asked_at = now(), expires_at = now() + interval '1 hour', attempts = 0
    returning kept.available_at into v_due;
    -- Takes all that is due then, so that it is wanted once.
    insert into gracy.job (kind, payload, available_at, lane, dedupe_key, max_attempts)
    values ('staking.verify_wallets', '{"asked_by":"member"}', greatest(v_due, now()), 'staking.wallets', extract(epoch from v_due)::text, 3)
    on conflict (kind, dedupe_key) where dedupe_key is not null do nothing;
    outcome := 'verifying';
end
$$;
