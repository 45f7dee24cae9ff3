-- A group of a wave in which just k people, or fewer, are left of those who were asked is refused, as one of which just k are
-- asked: a number alone would tell that all of them answered. Whether or not the others answered before they left, or that the
-- group comes out would tell that they did.
create or replace function gracy.refuse_left_groups(p_team_space_id bigint, p_wave_id bigint, p_subject text, p_k int) returns void
    language plpgsql
    -- Nothing is known about tables that were filled a moment ago; a nested loop over them takes time by the square. The one
    -- that is needed, over a person's groups, then looks so dear that it would be compiled.
    set enable_nestloop = off
    set jit = off
    as $$
begin
    with present as materialized (
        select snapshot.kind, snapshot.group_id, count(*) filter (where member.status <> 'left')::int as members
        from gracy.wave_invite invite
        join gracy.member on member.team_space_id = p_team_space_id and member.id = invite.member_id
        cross join lateral gracy.wave_person_groups(p_team_space_id, p_wave_id, invite.department_id, invite.location_id,
                                                     invite.tenure_band, invite.manager_id) as snapshot
        where invite.team_space_id = p_team_space_id and invite.wave_id = p_wave_id
        group by snapshot.kind, snapshot.group_id
    )
    update gracy.release_group refusing
    set refused = 'too_few'
    from present
    where refusing.team_space_id = p_team_space_id and refusing.subject = p_subject
          and refusing.group_kind = present.kind and refusing.group_id = present.group_id and present.members <= p_k;
end
$$;
