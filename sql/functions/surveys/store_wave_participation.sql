-- Writes down how many percent of a wave's groups answered at all, in steps of 5, as the results of question 0.
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
               count(*) filter (where invite.responded) as responded
        from gracy.wave_invite invite
        cross join lateral (values ('all', 0::bigint), ('department', invite.department_id),
                                   ('location', invite.location_id), ('tenure', invite.tenure_band),
                                   ('manager_group', invite.manager_id)) as snapshot(kind, group_id)
        where invite.team_space_id = p_team_space_id and invite.wave_id = p_wave_id
        group by snapshot.kind, snapshot.group_id
    )
    select p_team_space_id, p_wave_id, decided.group_kind, decided.group_id, 0, decided.released, decided.reason,
           counted.invited, case when decided.released then jsonb_build_object(
               'participation', 5 * round(20.0 * counted.responded / counted.invited)::int) end
    from gracy.released_cell decided
    left join counted
        on counted.kind = decided.group_kind and counted.group_id = decided.group_id and decided.released
    where decided.team_space_id = p_team_space_id and decided.subject = format('survey_wave:%s:0', p_wave_id)
          and decided.grain = 'once';
end
$$;
