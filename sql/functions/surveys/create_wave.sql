-- Drafts a wave of a survey.
create or replace function gracy.create_wave(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_survey_id bigint,
    p_name text,
    p_mode text,
    p_audience text,
    p_audience_id bigint,
    p_k_score int,
    p_k_text int,
    p_opens_at timestamptz,
    p_closes_at timestamptz,
    p_reminders int,
    p_idempotency_key text,
    p_request_hash bytea,
    p_request_id text,
    out outcome text,
    out wave_id bigint,
    out field text,
    out least_allowed int)
language plpgsql as $$
declare
    v_route constant text := 'POST /api/v1/surveys/' || p_survey_id || '/waves';
begin
    -- First, so that a repeated request is answered whatever has become of its audience since.
    select claimed.outcome, claimed.resource_id into outcome, wave_id
    from gracy.claim_idempotency_key(p_team_space_id, p_actor_id, v_route, p_idempotency_key, p_request_hash) claimed;
    if outcome <> 'new' then
        return;
    end if;
    perform from gracy.survey
    where survey.team_space_id = p_team_space_id and survey.id = p_survey_id
    for key share;
    if not found then
        outcome := 'not_found';
    else
        select checked.outcome, checked.field, checked.least_allowed into outcome, field, least_allowed
        from gracy.check_wave(p_team_space_id, p_audience, p_audience_id, p_k_score, p_k_text) checked;
    end if;
    if outcome <> 'ok' then
        perform gracy.return_idempotency_key(p_team_space_id, p_actor_id, v_route, p_idempotency_key);
        return;
    end if;
    insert into gracy.survey_wave as made (team_space_id, survey_id, name, mode, audience, audience_id, k_score, k_text,
                                           opens_at, closes_at, reminders, created_by)
    values (p_team_space_id, p_survey_id, p_name, p_mode, p_audience, coalesce(p_audience_id, 0), p_k_score, p_k_text,
            p_opens_at, p_closes_at, coalesce(p_reminders, 1), p_actor_id)
    returning made.id into wave_id;
    perform gracy.settle_idempotency_key(p_team_space_id, p_actor_id, v_route, p_idempotency_key, wave_id);
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'wave.create', 'wave', wave_id::text, p_request_id);
    outcome := 'ok';
end
$$;
