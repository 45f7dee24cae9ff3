-- Ends what a wave that is over still had open: answers leave the inbox, tokens end. All invitations are written anew, in the
-- order of their members: nothing about their rows tells any more which were touched when.
create or replace function gracy.end_wave(p_team_space_id bigint, p_wave_id bigint) returns void
    language plpgsql as $$
begin
    perform gracy.settle_wave(p_team_space_id, p_wave_id, true);
    with ended as materialized (
        delete from gracy.wave_invite invite
        where invite.team_space_id = p_team_space_id and invite.wave_id = p_wave_id
        returning invite.*
    )
    insert into gracy.wave_invite (team_space_id, wave_id, member_id, responded, department_id, location_id, tenure_band,
                                   manager_id)
    select ended.team_space_id, ended.wave_id, ended.member_id, ended.responded, ended.department_id, ended.location_id,
           ended.tenure_band, ended.manager_id
    from ended
    order by ended.member_id;
end
$$;
