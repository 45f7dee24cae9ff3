-- Creates a survey with the first version of its questions.
create or replace function gracy.create_survey(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_body jsonb,
    p_idempotency_key text,
    p_request_hash bytea,
    p_request_id text,
    out outcome text,
    out survey_id bigint)
language plpgsql as $$
declare
    v_route constant text := 'POST /api/v1/surveys';
begin
    select claimed.outcome, claimed.resource_id into outcome, survey_id
    from gracy.claim_idempotency_key(p_team_space_id, p_actor_id, v_route, p_idempotency_key, p_request_hash) claimed;
    if outcome <> 'new' then
        return;
    end if;
    insert into gracy.survey as made (team_space_id, title_ko, title_en, created_by)
    values (p_team_space_id, p_body #>> '{title,ko}', p_body #>> '{title,en}', p_actor_id)
    returning made.id into survey_id;
    perform gracy.add_survey_version(p_team_space_id, survey_id, 1, p_body -> 'questions');
    perform gracy.settle_idempotency_key(p_team_space_id, p_actor_id, v_route, p_idempotency_key, survey_id);
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'survey.create', 'survey', survey_id::text, p_request_id);
    outcome := 'ok';
end
$$;
