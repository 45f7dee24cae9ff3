-- A version's questions as a JSON array in their order.
create or replace function gracy.survey_questions(p_team_space_id bigint, p_survey_id bigint, p_version int) returns jsonb
    language plpgsql stable parallel safe as $$
begin
    return (select jsonb_agg(jsonb_build_object(
                       'no', question.no, 'kind', question.kind, 'metric', question.metric,
                       'text', jsonb_build_object('ko', question.text_ko, 'en', question.text_en),
                       'required', question.required, 'options', question.options) order by question.no)
            from gracy.survey_question question
            where question.team_space_id = p_team_space_id and question.survey_id = p_survey_id
                  and question.version = p_version);
end
$$;
