-- Under a notice in Slack: a button for each wave that it asks its reader to answer, as Block Kit; at most five. p_button as in
-- coffee_pause_blocks. No block when there is none.
create or replace function gracy.survey_buttons(p_team_space_id bigint, p_waves text[], p_locale text, p_button jsonb) returns jsonb
    language plpgsql stable as $$
begin
    return coalesce((
        select jsonb_build_array(jsonb_build_object('type', 'actions', 'elements', jsonb_agg(
            p_button || jsonb_build_object(
                'action_id', p_button ->> 'action_id' || asked.id, 'value', asked.id::text,
                'text', jsonb_build_object('type', 'plain_text', 'emoji', true,
                                           'text', p_button -> 'text' ->> 'text' || ' · ' || left(asked.title, 20)))
            order by asked.id)))
        from (select wave.id,
                     case when p_locale = 'ko' then coalesce(survey.title_ko, survey.title_en)
                          else coalesce(survey.title_en, survey.title_ko) end as title
              from gracy.survey_wave wave
              join gracy.survey on survey.team_space_id = p_team_space_id and survey.id = wave.survey_id
              where wave.team_space_id = p_team_space_id and wave.id = any (p_waves::bigint[])
              order by wave.id limit 5) as asked
        having count(*) > 0), '[]');
end
$$;
