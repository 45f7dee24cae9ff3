-- A member's wallet is theirs no longer; false when it was not.
create or replace function gracy.unlink_wallet(p_team_space_id bigint, p_member_id bigint, p_address bytea, p_request_id text)
    returns bool
    language plpgsql as $$
begin
    delete from gracy.wallet
    where wallet.team_space_id = p_team_space_id and wallet.address = p_address and wallet.member_id = p_member_id;
    if found then
        perform gracy.note_audit(p_team_space_id, p_member_id, 'wallet.unlink', 'member', p_member_id::text, p_request_id);
        return true;
    end if;
    return false;
end
$$;
