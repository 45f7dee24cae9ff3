-- Ends what a wallet's contract was asked, and tells the member: verdict signed, not_signed, no_code (no contract is there) or
-- no_answer (nobody answered in time). Only what was asked with this hash, so that an answer to an earlier question ends
-- nothing. Outcomes: linked, refused, gone (taken back, asked anew, or the member has left).
create or replace function gracy.settle_wallet(p_team_space_id bigint, p_member_id bigint, p_address bytea, p_message_hash bytea,
                                               p_verdict text) returns text
    language plpgsql as $$
declare
    v_reason text := p_verdict;
    v_name text := '0x' || left(encode(p_address, 'hex'), 4) || '…' || right(encode(p_address, 'hex'), 4);
begin
    -- One at a time for a member, so that the limit holds.
    perform from gracy.member
    where member.team_space_id = p_team_space_id and member.id = p_member_id and member.status <> 'left'
    for no key update;
    if not found then
        delete from gracy.wallet_verification asked
        where asked.team_space_id = p_team_space_id and asked.member_id = p_member_id;
        return 'gone';
    end if;
    perform from gracy.wallet_verification asked
    where asked.team_space_id = p_team_space_id and asked.member_id = p_member_id and asked.address = p_address
          and asked.message_hash = p_message_hash and asked.state = 'verifying'
    for no key update;
    if not found then
        return 'gone';
    end if;
    if p_verdict = 'signed' then
        if (select count(*) from gracy.wallet
            where wallet.team_space_id = p_team_space_id and wallet.member_id = p_member_id and wallet.address <> p_address) >= 10 then
            v_reason := 'too_many_wallets';
        else
            insert into gracy.wallet (team_space_id, address, member_id) values (p_team_space_id, p_address, p_member_id)
            on conflict (team_space_id, address) do nothing;
            v_reason := case when found then null else 'taken' end;
        end if;
    end if;
    if v_reason is null then
        delete from gracy.wallet_verification asked
        where asked.team_space_id = p_team_space_id and asked.member_id = p_member_id and asked.address = p_address;
        perform gracy.note_audit(p_team_space_id, p_member_id, 'wallet.link', 'member', p_member_id::text, null);
        perform gracy.notify_member(p_team_space_id, p_member_id, 'wallet.linked',
            format('Your wallet %s is linked.', v_name), format('지갑 %s%s 연결되었어요.', v_name, gracy.korean_particle(v_name, '이/가')));
        return 'linked';
    end if;
    update gracy.wallet_verification asked
    set state = 'refused', reason = v_reason
    where asked.team_space_id = p_team_space_id and asked.member_id = p_member_id and asked.address = p_address;
    -- The last ten refusals are shown.
    delete from gracy.wallet_verification asked
    where asked.team_space_id = p_team_space_id and asked.member_id = p_member_id and asked.state = 'refused'
          and asked.address = any (array(
              select older.address from gracy.wallet_verification older
              where older.team_space_id = p_team_space_id and older.member_id = p_member_id and older.state = 'refused'
              order by older.asked_at desc, older.address offset 10));
    perform gracy.notify_member(p_team_space_id, p_member_id, 'wallet.refused',
        format('Your wallet %s was not linked: %s', v_name, case v_reason
            when 'not_signed' then 'its contract does not accept the signature.'
            when 'no_code' then 'there is no contract at this address on the chain.'
            when 'taken' then 'another member has linked it.'
            when 'too_many_wallets' then 'you have linked 10 wallets already.'
            else 'the chain could not be asked within an hour. Please try again.' end),
        format('지갑 %s%s 연결하지 못했어요. %s', v_name, gracy.korean_particle(v_name, '을/를'), case v_reason
            when 'not_signed' then '컨트랙트가 서명을 인정하지 않았어요.'
            when 'no_code' then '체인의 이 주소에는 컨트랙트가 없어요.'
            when 'taken' then '다른 구성원이 연결한 지갑이에요.'
            when 'too_many_wallets' then '지갑은 10개까지 연결할 수 있어요.'
            else '한 시간 안에 체인을 확인하지 못했어요. 다시 시도해 주세요.' end));
    return 'refused';
end
$$;
