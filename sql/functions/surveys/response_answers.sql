-- What a response says, as [{"question", "values", "text"}] in the order of questions: the points, or the options chosen.
create or replace function gracy.response_answers(p_team_space_id bigint, p_wave_id bigint, p_response_id uuid) returns jsonb
    language plpgsql stable parallel safe as $$
begin
    return (select coalesce(jsonb_agg(said.answer order by said.question_no), '[]')
            from (select given.question_no,
                         jsonb_build_object(
                             'question', given.question_no,
                             'values', coalesce(jsonb_agg(given.value order by given.value) filter (where given.text is null), '[]'),
                             'text', max(given.text)) as answer
                  from gracy.survey_answer given
                  where given.team_space_id = p_team_space_id and given.wave_id = p_wave_id and given.response_id = p_response_id
                  group by given.question_no) as said);
end
$$;
