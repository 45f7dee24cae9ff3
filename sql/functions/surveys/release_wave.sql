-- Works out the results of a wave that is over, and with them what of it may ever be read: ok, not_found, not_ended. Done
-- again it comes to the same. Nothing is stored of a cell that is held back but the reason.
create or replace function gracy.release_wave(p_team_space_id bigint, p_wave_id bigint) returns text
    language plpgsql as $$
declare
    v_wave gracy.survey_wave;
    v_question record;
begin
    -- Waits for the answers that are being stored; whoever comes later finds the wave closed.
    select wave.* into v_wave
    from gracy.survey_wave wave
    where wave.team_space_id = p_team_space_id and wave.id = p_wave_id
    for update;
    if not found then
        return 'not_found';
    end if;
    if gracy.wave_state(v_wave.state, v_wave.opens_at, v_wave.closes_at) <> 'closed' then
        return 'not_ended';
    end if;
    perform gracy.settle_wave(p_team_space_id, p_wave_id, true);

    if v_wave.released_at is null then
        -- Tokens end here. All invitations are written anew, in the order of their members: nothing about their rows
        -- tells any more which were touched when.
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
    end if;

    delete from gracy.wave_result cell
    where cell.team_space_id = p_team_space_id and cell.wave_id = p_wave_id;
    delete from gracy.wave_text shown
    where shown.team_space_id = p_team_space_id and shown.wave_id = p_wave_id;

    -- Participation: of whom was invited, in steps of 5 percent.
    insert into gracy.wave_result (team_space_id, wave_id, kind, group_id, question_no, released, n, stats)
    select p_team_space_id, p_wave_id, known.kind, known.group_id, 0, true, known.invited,
           jsonb_build_object('participation', 5 * round(100.0 * counted.responded / known.invited / 5)::int)
    from gracy.wave_group known
    join (select snapshot.kind, snapshot.group_id, count(*) filter (where invite.responded) as responded
          from gracy.wave_invite invite,
               lateral (values ('all', 0::bigint), ('department', invite.department_id),
                               ('location', invite.location_id), ('tenure', invite.tenure_band),
                               ('manager_group', invite.manager_id)) as snapshot(kind, group_id)
          where invite.team_space_id = p_team_space_id and invite.wave_id = p_wave_id
          group by snapshot.kind, snapshot.group_id) counted
        on counted.kind = known.kind and counted.group_id = known.group_id
    where known.team_space_id = p_team_space_id and known.wave_id = p_wave_id;
    perform gracy.hold_back_cells(p_team_space_id, p_wave_id, 0, v_wave.k_score);

    -- All cells with what was answered in them; what may not be shown is taken out below, before anybody can look. Texts
    -- are of nobody's group.
    insert into gracy.wave_result (team_space_id, wave_id, kind, group_id, question_no, released, n, stats)
    select p_team_space_id, p_wave_id, known.kind, known.group_id, question.no, true, coalesce(counted.n, 0),
           coalesce(counted.histogram, '{}')
    from gracy.wave_group known
    join gracy.survey_question question
        on question.team_space_id = p_team_space_id and question.survey_id = v_wave.survey_id
           and question.version = v_wave.question_version and (question.kind <> 'text' or known.kind = 'all')
    left join (
        select tally.kind, tally.group_id, tally.question_no, max(tally.n) filter (where tally.is_whole) as n,
               jsonb_object_agg(tally.value, tally.n) filter (where not tally.is_whole) as histogram
        from (select snapshot.kind, snapshot.group_id, answer.question_no, answer.value,
                     grouping(answer.value) = 1 as is_whole, count(distinct answer.response_id) as n
              from gracy.survey_answer answer
              join gracy.survey_response response
                  on response.team_space_id = p_team_space_id and response.wave_id = p_wave_id
                     and response.id = answer.response_id,
                   lateral (values ('all', 0::bigint), ('department', response.department_id),
                                   ('location', response.location_id), ('tenure', response.tenure_band),
                                   ('manager_group', response.manager_id)) as snapshot(kind, group_id)
              where answer.team_space_id = p_team_space_id and answer.wave_id = p_wave_id
                    and snapshot.group_id is not null
              group by grouping sets ((snapshot.kind, snapshot.group_id, answer.question_no, answer.value),
                                      (snapshot.kind, snapshot.group_id, answer.question_no))) tally
        group by tally.kind, tally.group_id, tally.question_no) counted
        on counted.kind = known.kind and counted.group_id = known.group_id and counted.question_no = question.no
    where known.team_space_id = p_team_space_id and known.wave_id = p_wave_id;

    for v_question in
        select question.no, question.kind, question.metric,
               case when question.kind = 'text' then v_wave.k_text else v_wave.k_score end as k
        from gracy.survey_question question
        where question.team_space_id = p_team_space_id and question.survey_id = v_wave.survey_id
              and question.version = v_wave.question_version
        order by question.no
    loop
        perform gracy.hold_back_cells(p_team_space_id, p_wave_id, v_question.no, v_question.k);
        update gracy.wave_result cell
        set stats = gracy.wave_stats(v_question.kind, v_question.metric, cell.stats, cell.n)
        where cell.team_space_id = p_team_space_id and cell.wave_id = p_wave_id and cell.question_no = v_question.no
              and cell.released;
    end loop;

    insert into gracy.wave_text (team_space_id, wave_id, question_no, text)
    select p_team_space_id, p_wave_id, answer.question_no, answer.text
    from gracy.wave_result cell
    join gracy.survey_answer answer
        on answer.team_space_id = p_team_space_id and answer.wave_id = p_wave_id and answer.question_no = cell.question_no
    where cell.team_space_id = p_team_space_id and cell.wave_id = p_wave_id and cell.kind = 'all' and cell.released
          and answer.text is not null
    order by random();

    perform gracy.release_wave_trend(p_team_space_id, p_wave_id);
    update gracy.survey_wave wave
    set state = 'closed', released_at = coalesce(wave.released_at, now())
    where wave.team_space_id = p_team_space_id and wave.id = p_wave_id;
    return 'ok';
end
$$;
