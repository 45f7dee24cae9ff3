-- Deletes a survey that nobody was ever asked, with the drafts of its waves, also those that were called off.
create or replace function gracy.delete_survey(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_survey_id bigint,
    p_version int,
    p_request_id text,
    out outcome text)
language plpgsql as $$
declare
    v_version int;
begin
    select survey.version into v_version
    from gracy.survey
    where survey.team_space_id = p_team_space_id and survey.id = p_survey_id
    for update;
    if not found then
        outcome := 'not_found';
        return;
    end if;
    if p_version not in (0, v_version) then
        outcome := 'version_mismatch';
        return;
    end if;
    perform from gracy.survey_wave wave
    where wave.team_space_id = p_team_space_id and wave.survey_id = p_survey_id and wave.launched_at is not null;
    if found then
        outcome := 'in_use';
        return;
    end if;
    delete from gracy.survey_wave wave
    where wave.team_space_id = p_team_space_id and wave.survey_id = p_survey_id;
    delete from gracy.survey
    where survey.team_space_id = p_team_space_id and survey.id = p_survey_id;
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'survey.delete', 'survey', p_survey_id::text, p_request_id);
    outcome := 'ok';
end
$$;
