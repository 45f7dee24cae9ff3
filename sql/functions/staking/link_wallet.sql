-- Makes the wallet of a challenge, whose signature was right, the member's; the challenge is used up whatever comes of it. The
-- audit log tells that it happened and not which wallet: what it holds is for everybody to see who knows that; the member is told
-- which one. Outcomes: ok
-- (also when it was theirs before), unknown_challenge (used, expired, never given), taken, too_many_wallets.
create or replace function gracy.link_wallet(p_team_space_id bigint, p_member_id bigint, p_nonce text, p_request_id text,
                                             out outcome text, out shares_balances bool, out linked_at timestamptz)
    language plpgsql as $$
declare
    v_address bytea;
    v_owner bigint;
    v_name text;
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
    if (select count(*) from gracy.wallet
        where wallet.team_space_id = p_team_space_id and wallet.member_id = p_member_id and wallet.address <> v_address) >= 10 then
        outcome := 'too_many_wallets';
        return;
    end if;
    insert into gracy.wallet (team_space_id, address, member_id) values (p_team_space_id, v_address, p_member_id)
    on conflict (team_space_id, address) do nothing;
    if found then
        delete from gracy.wallet_verification asked
        where asked.team_space_id = p_team_space_id and asked.member_id = p_member_id and asked.address = v_address;
        perform gracy.note_audit(p_team_space_id, p_member_id, 'wallet.link', 'member', p_member_id::text, p_request_id);
        v_name := '0x' || encode(v_address, 'hex');
        perform gracy.notify_member(p_team_space_id, p_member_id, 'wallet.linked',
            format('Your wallet %s is linked. If this was not you, unlink it and set a new password.', v_name),
            format('지갑을 연결했어요: %s. 직접 하신 일이 아니라면 연결을 끊고 비밀번호를 바꿔 주세요.', v_name));
    end if;
    select wallet.member_id, wallet.shares_balances, wallet.linked_at into v_owner, shares_balances, linked_at
    from gracy.wallet
    where wallet.team_space_id = p_team_space_id and wallet.address = v_address;
    outcome := case when v_owner = p_member_id then 'ok' else 'taken' end;
end
$$;
