-- Keeps what a contract is said to have signed until a worker has asked the chain, and wakes one; the challenge is used up
-- whatever comes of it. What the member has sent last of a wallet replaces what waited. Outcomes: verifying, linked (it was
-- theirs before), unknown_challenge (used, expired, never given), taken, too_many_wallets.
create or replace function gracy.verify_wallet(p_team_space_id bigint, p_member_id bigint, p_nonce text, p_chain_id bigint,
                                               p_message_hash bytea, p_signature bytea,
                                               out outcome text, out shares_balances bool, out linked_at timestamptz)
    language plpgsql as $$
declare
    v_address bytea;
    v_owner bigint;
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
    select wallet.member_id, wallet.shares_balances, wallet.linked_at into v_owner, shares_balances, linked_at
    from gracy.wallet
    where wallet.team_space_id = p_team_space_id and wallet.address = v_address;
    if found then
        outcome := case when v_owner = p_member_id then 'linked' else 'taken' end;
        return;
    end if;
    -- Refusals are shown for a day.
    delete from gracy.wallet_verification asked
    where asked.team_space_id = p_team_space_id and asked.member_id = p_member_id and asked.state = 'refused'
          and asked.asked_at < now() - interval '1 day';
    if (select count(*) from gracy.wallet
        where wallet.team_space_id = p_team_space_id and wallet.member_id = p_member_id)
       + (select count(*) from gracy.wallet_verification asked
          where asked.team_space_id = p_team_space_id and asked.member_id = p_member_id and asked.address <> v_address) >= 10 then
        outcome := 'too_many_wallets';
        return;
    end if;
    insert into gracy.wallet_verification as kept (team_space_id, member_id, address, chain_id, message_hash, signature)
    values (p_team_space_id, p_member_id, v_address, p_chain_id, p_message_hash, p_signature)
    on conflict (team_space_id, member_id, address) do update
    set chain_id = excluded.chain_id, message_hash = excluded.message_hash, signature = excluded.signature, state = 'verifying',
        reason = null, asked_at = now(), available_at = now(), expires_at = now() + interval '1 hour', attempts = 0;
    insert into gracy.job (kind, payload, available_at, lane, dedupe_key, max_attempts)
    values ('staking.verify_wallets', '{"asked_by":"member"}', now(), 'staking.wallets', null, 3);
    outcome := 'verifying';
end
$$;
