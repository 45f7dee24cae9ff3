-- Writes down how many percent of a wave's groups answered at all, as the results of question 0: as participation in
-- check-ins is shown, of those who could, and of a group in which fewer than k did nothing. That nobody, or everybody, answered
-- would tell of each. How many were asked is told as it was at the launch: less those who left unheard, it would tell of each of these.
create or replace function gracy.store_wave_participation(p_team_space_id bigint, p_wave_id bigint) returns void
    language plpgsql
    -- Nothing is known about tables that were filled a moment ago; a nested loop over them takes time by the square. The one
    -- that is needed, over a person's groups, then looks so dear that it would be compiled.
    set enable_nestloop = off
    set jit = off
    as $$
begin
    insert into gracy.wave_result (team_space_id, wave_id, kind, group_id, question_no, released, reason, n, stats)
    with counted as (
        select snapshot.kind, snapshot.group_id, count(*)::int as invited,
               count(able.member_id)::int as able, count(*) filter (where invite.responded)::int as responded
        from gracy.wave_invite invite
        left join gracy.wave_people(p_team_space_id, p_wave_id) as able on able.member_id = invite.member_id
        cross join lateral gracy.wave_person_groups(p_team_space_id, p_wave_id, invite.department_id, invite.location_id,
                                                     invite.tenure_band, invite.manager_id) as snapshot
        where invite.team_space_id = p_team_space_id and invite.wave_id = p_wave_id
        group by snapshot.kind, snapshot.group_id
    ), judged as (
        select decided.group_kind, decided.group_id, counted.invited, counted.able, counted.responded,
               case when decided.released and not gracy.enough_members(counted.responded, decided.k) then 'too_few'
                    else decided.reason end as reason
        from gracy.released_cell decided
        left join counted
            on counted.kind = decided.group_kind and counted.group_id = decided.group_id and decided.released
        where decided.team_space_id = p_team_space_id and decided.subject = gracy.wave_subject(p_wave_id, 0)
              and decided.grain = 'once'
    )
    select p_team_space_id, p_wave_id, judged.group_kind, judged.group_id, 0, judged.reason is null, judged.reason,
           case when judged.reason is null then judged.invited end,
           case when judged.reason is null then jsonb_build_object(
               'participation', gracy.shown_participation(judged.responded, judged.able)) end
    from judged;
end
$$;
