-- Keeps what a member is asked to sign, and forgets what they had no more time to sign. Where no more fit, that of the same
-- address whose time is over first makes room. Outcomes: ok, too_many_challenges.
create or replace function gracy.challenge_wallet(p_team_space_id bigint, p_member_id bigint, p_nonce text, p_address bytea,
                                                  p_message text, p_expires_at timestamptz) returns text
    language plpgsql as $$
begin
    delete from gracy.wallet_challenge challenge
    where challenge.team_space_id = p_team_space_id and challenge.member_id = p_member_id and challenge.expires_at <= now();
    if (select count(*) from gracy.wallet_challenge challenge
        where challenge.team_space_id = p_team_space_id and challenge.member_id = p_member_id) >= 20 then
        delete from gracy.wallet_challenge challenge
        where challenge.team_space_id = p_team_space_id and challenge.member_id = p_member_id
              and challenge.nonce = (select first.nonce from gracy.wallet_challenge first
                                     where first.team_space_id = p_team_space_id and first.member_id = p_member_id
                                           and first.address = p_address
                                     order by first.expires_at limit 1);
        if not found then
            return 'too_many_challenges';
        end if;
    end if;
    insert into gracy.wallet_challenge (team_space_id, member_id, nonce, address, message, expires_at)
    values (p_team_space_id, p_member_id, p_nonce, p_address, p_message, p_expires_at);
    return 'ok';
end
$$;
