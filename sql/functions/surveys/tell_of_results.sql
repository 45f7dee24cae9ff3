-- Tells whoever launched a wave that its results are there.
create or replace function gracy.tell_of_results(p_team_space_id bigint, p_wave_id bigint) returns void
    language plpgsql as $$
begin
    perform gracy.notify_member(
        p_team_space_id, coalesce(wave.launched_by, wave.created_by), 'survey.results',
        format('The survey “%s” is over: its results are in Gracy, with the survey.', coalesce(survey.title_en, survey.title_ko)),
        format('설문 ‘%s’%s 끝났어요. 결과는 Gracy의 설문 화면에서 볼 수 있어요.', coalesce(survey.title_ko, survey.title_en),
               gracy.korean_particle(coalesce(survey.title_ko, survey.title_en), '이/가')),
        'wave', p_wave_id::text)
    from gracy.survey_wave wave
    join gracy.survey on survey.team_space_id = p_team_space_id and survey.id = wave.survey_id
    where wave.team_space_id = p_team_space_id and wave.id = p_wave_id;
end
$$;
