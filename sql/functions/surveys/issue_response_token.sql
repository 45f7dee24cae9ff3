-- Gives a member the token to answer with; the one before stops working.
create or replace function gracy.issue_response_token(
    p_team_space_id bigint,
    p_member_id bigint,
    p_wave_id bigint,
    p_token_hash bytea,
    out outcome text,
    out closes_at timestamptz)
language plpgsql as $$
declare
    v_responded bool;
begin
    select gracy.wave_state(wave.state, wave.opens_at, wave.closes_at), wave.closes_at, invite.responded
    into outcome, closes_at, v_responded
    from gracy.wave_invite invite
    join gracy.survey_wave wave on wave.team_space_id = p_team_space_id and wave.id = invite.wave_id
    where invite.team_space_id = p_team_space_id and invite.wave_id = p_wave_id and invite.member_id = p_member_id
    for no key update of invite;
    if not found then
        outcome := 'not_invited';
    elsif outcome <> 'open' then
        outcome := 'not_open';
    elsif v_responded then
        outcome := 'already_answered';
    else
        update gracy.wave_invite invite
        set token_hash = p_token_hash
        where invite.team_space_id = p_team_space_id and invite.wave_id = p_wave_id and invite.member_id = p_member_id;
        outcome := 'ok';
    end if;
end
$$;
