-- Shares what a member's wallet holds with who looks after people, or no longer. Since when it is linked; nothing when it is
-- not theirs.
create or replace function gracy.share_wallet(p_team_space_id bigint, p_member_id bigint, p_address bytea, p_shares bool,
                                              p_request_id text) returns timestamptz
    language plpgsql as $$
declare
    v_shared bool;
    v_linked_at timestamptz;
begin
    select wallet.shares_balances, wallet.linked_at into v_shared, v_linked_at
    from gracy.wallet
    where wallet.team_space_id = p_team_space_id and wallet.address = p_address and wallet.member_id = p_member_id
    for no key update;
    if v_shared is distinct from p_shares and v_linked_at is not null then
        update gracy.wallet set shares_balances = p_shares
        where wallet.team_space_id = p_team_space_id and wallet.address = p_address;
        perform gracy.note_audit(p_team_space_id, p_member_id, 'wallet.share', 'member', p_member_id::text, p_request_id,
                                 jsonb_build_object('shares_balances', p_shares));
    end if;
    return v_linked_at;
end
$$;
