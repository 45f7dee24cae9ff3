-- The invitations of those who answered a wave or could have. Who has left without an answer could not: their token ended.
create or replace function gracy.wave_people(p_team_space_id bigint, p_wave_id bigint) returns setof gracy.wave_invite
    language sql stable as $$
    select invite.*
    from gracy.wave_invite invite
    join gracy.member on member.team_space_id = p_team_space_id and member.id = invite.member_id
    where invite.team_space_id = p_team_space_id and invite.wave_id = p_wave_id
          and (invite.responded or member.status <> 'left')
$$;
