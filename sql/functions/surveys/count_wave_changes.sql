-- Who answered in a group in one of two waves and not in the other, of all groups in which there is anybody like that.
create or replace function gracy.count_wave_changes(
    p_team_space_id bigint,
    p_wave_id bigint,
    p_earlier_wave_id bigint) returns table (kind text, group_id bigint, members int)
    language plpgsql stable as $$
begin
    return query
    select once.kind, once.group_id, count(*)::int
    from (select snapshot.kind, snapshot.group_id, invite.member_id
          from gracy.wave_invite invite
          cross join lateral gracy.wave_person_groups(p_team_space_id, invite.wave_id, invite.department_id, invite.location_id,
                                                       invite.tenure_band, invite.manager_id) as snapshot
          where invite.team_space_id = p_team_space_id and invite.wave_id = any (array[p_wave_id, p_earlier_wave_id])
                and invite.responded
          group by snapshot.kind, snapshot.group_id, invite.member_id
          having count(*) = 1) as once
    group by once.kind, once.group_id;
end
$$;
