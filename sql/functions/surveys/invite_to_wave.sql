-- Queues that a wave is open, to everybody who is asked, for when it opens.
create or replace function gracy.invite_to_wave(p_team_space_id bigint, p_wave_id bigint, p_opens_at timestamptz) returns void
    language plpgsql as $$
begin
    insert into gracy.survey_reminder (team_space_id, wave_id, member_id, no, queued_at)
    select p_team_space_id, p_wave_id, invite.member_id, 0, p_opens_at
    from gracy.wave_invite invite
    where invite.team_space_id = p_team_space_id and invite.wave_id = p_wave_id;
end
$$;
