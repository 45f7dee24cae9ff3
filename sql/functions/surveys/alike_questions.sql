-- The questions of other waves whose release has begun that ask the same as one of a wave: for the same metric, in the same
-- words (of a copied survey, say), or in another wave of the same survey when neither has a metric to be told apart by.
create or replace function gracy.alike_questions(p_team_space_id bigint, p_wave_id bigint)
    returns table (question_no smallint, other_wave_id bigint, other_question_no smallint)
    language plpgsql stable as $$
begin
    return query
    select asked.no, other.id, before.no
    from gracy.survey_wave wave
    join gracy.survey_question asked
        on asked.team_space_id = p_team_space_id and asked.survey_id = wave.survey_id
           and asked.version = wave.question_version
    join gracy.survey_wave other on other.team_space_id = p_team_space_id and other.id <> wave.id
    join gracy.survey_question before
        on before.team_space_id = p_team_space_id and before.survey_id = other.survey_id
           and before.version = other.question_version
    where wave.team_space_id = p_team_space_id and wave.id = p_wave_id and asked.kind <> 'text' and before.kind <> 'text'
          and (asked.metric = before.metric
               or (asked.kind = before.kind and (asked.text_ko = before.text_ko or asked.text_en = before.text_en))
               or (wave.survey_id = other.survey_id and asked.metric is null and before.metric is null))
          and exists (select from gracy.wave_result begun
                      where begun.team_space_id = p_team_space_id and begun.wave_id = other.id);
end
$$;
