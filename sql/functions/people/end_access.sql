-- What somebody who leaves had in hand: sessions end, tokens are revoked, teams go on without them, and
-- wallets are linked no longer.
create or replace function gracy.end_access(p_team_space_id bigint, p_member_ids bigint[]) returns void
    language plpgsql as $$
begin
    delete from gracy.session held
    where held.team_space_id = p_team_space_id and held.member_id = any (p_member_ids);
    update gracy.api_token held set revoked_at = now()
    where held.team_space_id = p_team_space_id and held.member_id = any (p_member_ids) and held.revoked_at is null;
    delete from gracy.team_member gone
    where gone.team_space_id = p_team_space_id and gone.member_id = any (p_member_ids);
    delete from gracy.wallet gone
    where gone.team_space_id = p_team_space_id and gone.member_id = any (p_member_ids);
    delete from gracy.wallet_challenge gone
    where gone.team_space_id = p_team_space_id and gone.member_id = any (p_member_ids);
    delete from gracy.wallet_verification gone
    where gone.team_space_id = p_team_space_id and gone.member_id = any (p_member_ids);
end
$$;
