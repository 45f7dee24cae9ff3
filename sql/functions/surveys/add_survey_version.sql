-- Writes a version's questions, from a JSON array in their order. The version may be there without any.
create or replace function gracy.add_survey_version(
    p_team_space_id bigint,
    p_survey_id bigint,
    p_version int,
    p_questions jsonb) returns void
    language plpgsql as $$
begin
    insert into gracy.survey_version (team_space_id, survey_id, no)
    values (p_team_space_id, p_survey_id, p_version)
    on conflict do nothing;
    insert into gracy.survey_question (team_space_id, survey_id, version, no, kind, metric, text_ko, text_en, required,
                                       options)
    select p_team_space_id, p_survey_id, p_version, asked.no, asked.question ->> 'kind', asked.question ->> 'metric',
           asked.question #>> '{text,ko}', asked.question #>> '{text,en}',
           -- Nobody has to find words.
           coalesce((asked.question ->> 'required')::bool, asked.question ->> 'kind' <> 'text'),
           nullif(asked.question -> 'options', 'null')
    from jsonb_array_elements(p_questions) with ordinality as asked(question, no);
end
$$;
