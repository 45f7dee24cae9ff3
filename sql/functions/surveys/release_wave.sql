-- Works out the results of a wave that is over, and with them what of it may ever be read: ok, not_found, not_ended; more
-- while questions remain, because a call decides at most p_questions of them, or of options of those that take several; busy while another call decides, of this wave or
-- of another of the team space, which is compared with it. Nobody reads a result before the last one is there. What was
-- released stands. Nothing is stored of a cell that is held back but the reason.
create or replace function gracy.release_wave(
    p_team_space_id bigint,
    p_wave_id bigint,
    p_questions int default 100) returns text
    language plpgsql as $$
declare
    v_wave gracy.survey_wave;
    -- A question, or an option of one that takes several.
    v_step record;
    v_left int := p_questions;
begin
    if not pg_try_advisory_xact_lock(hashtextextended('gracy.release_wave', p_team_space_id)) then
        return 'busy';
    end if;
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
    if v_wave.released_at is not null then
        return 'ok';
    end if;
    if not exists (select from gracy.wave_result cell
                   where cell.team_space_id = p_team_space_id and cell.wave_id = p_wave_id) then
        perform gracy.end_wave(p_team_space_id, p_wave_id);
        perform gracy.find_near_groups(p_team_space_id, p_wave_id);
        perform gracy.decide_wave_question(p_team_space_id, p_wave_id, v_wave.closes_at::date, 0, null, null,
                                           v_wave.k_score);
        perform gracy.store_wave_participation(p_team_space_id, p_wave_id);
    end if;
    for v_step in
        select question.no, question.kind, question.metric, option.no as option, coalesce(option.no = option.count, true) as is_last
        from gracy.survey_question question
        left join lateral (select no, jsonb_array_length(question.options) as count
                           from generate_series(1, jsonb_array_length(question.options)) as no
                           where question.kind = 'multi') as option on true
        where question.team_space_id = p_team_space_id and question.survey_id = v_wave.survey_id
              and question.version = v_wave.question_version
              and not exists (select from gracy.wave_result cell
                              where cell.team_space_id = p_team_space_id and cell.wave_id = p_wave_id
                                    and cell.kind = 'all' and cell.group_id = 0 and cell.question_no = question.no)
              and not exists (select from gracy.released_cell decided
                              where decided.team_space_id = p_team_space_id and decided.grain = 'once'
                                    and decided.subject = gracy.wave_subject(p_wave_id, question.no, option.no)
                                    and decided.period_start = v_wave.closes_at::date
                                    and decided.group_kind = 'all' and decided.group_id = 0)
        order by question.no, option.no
    loop
        if v_left = 0 then
            return 'more';
        end if;
        v_left := v_left - 1;
        if v_step.kind = 'text' then
            perform gracy.store_wave_texts(p_team_space_id, p_wave_id, v_step.no, v_wave.k_text);
            continue;
        end if;
        perform gracy.decide_wave_question(p_team_space_id, p_wave_id, v_wave.closes_at::date, v_step.no, v_step.kind,
                                           v_step.metric, v_wave.k_score, v_step.option);
        if v_step.kind <> 'multi' then
            perform gracy.store_wave_results(p_team_space_id, p_wave_id, v_step.no, v_step.kind, v_step.metric);
        elsif v_step.is_last then
            perform gracy.store_wave_options(p_team_space_id, p_wave_id, v_step.no, v_step.option);
        end if;
    end loop;

    perform gracy.release_wave_trend(p_team_space_id, p_wave_id);
    update gracy.survey_wave wave
    set state = 'closed', released_at = now()
    where wave.team_space_id = p_team_space_id and wave.id = p_wave_id;
    perform gracy.tell_of_results(p_team_space_id, p_wave_id);
    return 'ok';
end
$$;
