-- A member's wallet is theirs no longer, and its contract is not asked any more; false when neither was so.
create or replace function gracy.unlink_wallet(p_team_space_id bigint, p_member_id bigint, p_address bytea, p_request_id text)
    returns bool
    language plpgsql as $$
declare
    v_was_asked bool;
begin
    delete from gracy.wallet_verification asked
    where asked.team_space_id = p_team_space_id and asked.member_id = p_member_id and asked.address = p_address;
    v_was_asked := found;
    delete from gracy.wallet
    where wallet.team_space_id = p_team_space_id and wallet.address = p_address and wallet.member_id = p_member_id;
    if found then
        perform gracy.note_audit(p_team_space_id, p_member_id, 'wallet.unlink', 'member', p_member_id::text, p_request_id);
        return true;
    end if;
    return v_was_asked;
end
$$;
