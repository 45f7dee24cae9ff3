-- Changes a survey by a merge patch. Questions that a wave asks stay as they are: new ones become the next version.
create or replace function gracy.change_survey(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_survey_id bigint,
    p_version int,
    p_changes jsonb,
    p_request_id text,
    out outcome text)
language plpgsql as $$
declare
    v_old gracy.survey;
    v_new gracy.survey;
    v_latest int;
begin
    select survey.* into v_old
    from gracy.survey
    where survey.team_space_id = p_team_space_id and survey.id = p_survey_id
    for no key update;
    if not found then
        outcome := 'not_found';
        return;
    end if;
    if p_version not in (0, v_old.version) then
        outcome := 'version_mismatch';
        return;
    end if;
    -- A title is one thing in two languages: it is replaced as a whole.
    v_new := v_old;
    if p_changes ? 'title' then
        v_new.title_ko := p_changes #>> '{title,ko}';
        v_new.title_en := p_changes #>> '{title,en}';
    end if;
    if v_new is not distinct from v_old and not p_changes ? 'questions' then
        outcome := 'ok';
        return;
    end if;
    v_latest := v_old.latest_version;
    if p_changes ? 'questions' then
        perform from gracy.survey_wave wave
        where wave.team_space_id = p_team_space_id and wave.survey_id = p_survey_id and wave.question_version = v_latest;
        if found then
            v_latest := v_latest + 1;
        else
            delete from gracy.survey_question question
            where question.team_space_id = p_team_space_id and question.survey_id = p_survey_id
                  and question.version = v_latest;
        end if;
        perform gracy.add_survey_version(p_team_space_id, p_survey_id, v_latest, p_changes -> 'questions');
    end if;
    update gracy.survey changed
    set title_ko = v_new.title_ko, title_en = v_new.title_en, latest_version = v_latest
    where changed.team_space_id = p_team_space_id and changed.id = p_survey_id
    returning changed.* into v_new;
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'survey.update', 'survey', p_survey_id::text, p_request_id,
                             gracy.changed_fields(to_jsonb(v_old), to_jsonb(v_new))
                             || case when p_changes ? 'questions' then '{"questions": ["replaced"]}'::jsonb else '{}' end);
    outcome := 'ok';
end
$$;
