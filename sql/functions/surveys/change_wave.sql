-- Changes a draft by a merge patch; of a launched wave only when it closes, and only before it has closed.
create or replace function gracy.change_wave(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_wave_id bigint,
    p_version int,
    p_changes jsonb,
    p_request_id text,
    out outcome text,
    out field text,
    out least_allowed int)
language plpgsql as $$
declare
    v_old gracy.survey_wave;
    v_new gracy.survey_wave;
begin
    select wave.* into v_old
    from gracy.survey_wave wave
    where wave.team_space_id = p_team_space_id and wave.id = p_wave_id
    for no key update;
    if not found then
        outcome := 'not_found';
        return;
    end if;
    if p_version not in (0, v_old.version) then
        outcome := 'version_mismatch';
        return;
    end if;
    if v_old.state <> 'draft'
       and (v_old.state <> 'launched' or v_old.closes_at <= now() or p_changes - 'closes_at' <> '{}') then
        outcome := 'already_launched';
        return;
    end if;
    v_new := v_old;
    v_new.name := case when p_changes ? 'name' then p_changes ->> 'name' else v_old.name end;
    v_new.mode := coalesce(p_changes ->> 'mode', v_old.mode);
    v_new.audience := coalesce(p_changes ->> 'audience', v_old.audience);
    v_new.audience_id := case when v_new.audience = 'all' then 0
                              else coalesce((p_changes ->> 'audience_id')::bigint, v_old.audience_id) end;
    -- Everybody has no id; what was meant is not guessed.
    if v_new.audience = 'all' and p_changes ->> 'audience_id' is not null then
        outcome := 'unknown_audience';
        return;
    end if;
    v_new.k_score := case when p_changes ? 'k_score' then (p_changes ->> 'k_score')::int else v_old.k_score end;
    v_new.k_text := case when p_changes ? 'k_text' then (p_changes ->> 'k_text')::int else v_old.k_text end;
    v_new.opens_at := case when p_changes ? 'opens_at' then (p_changes ->> 'opens_at')::timestamptz else v_old.opens_at end;
    v_new.closes_at := coalesce((p_changes ->> 'closes_at')::timestamptz, v_old.closes_at);
    v_new.reminders := coalesce((p_changes ->> 'reminders')::int, v_old.reminders);
    if v_new is not distinct from v_old then
        outcome := 'ok';
        return;
    end if;
    if v_new.closes_at <= coalesce(v_new.opens_at, '-infinity') or v_new.closes_at <= now() then
        outcome := 'closes_too_early';
        return;
    end if;
    if v_old.state = 'draft' then
        select checked.outcome, checked.field, checked.least_allowed into outcome, field, least_allowed
        from gracy.check_wave(p_team_space_id, v_new.audience, v_new.audience_id, v_new.k_score, v_new.k_text) checked;
        if outcome <> 'ok' then
            return;
        end if;
    end if;
    update gracy.survey_wave wave
    set name = v_new.name, mode = v_new.mode, audience = v_new.audience, audience_id = v_new.audience_id,
        k_score = v_new.k_score, k_text = v_new.k_text, opens_at = v_new.opens_at, closes_at = v_new.closes_at,
        reminders = v_new.reminders
    where wave.team_space_id = p_team_space_id and wave.id = p_wave_id;
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'wave.update', 'wave', p_wave_id::text, p_request_id,
                             gracy.changed_fields(to_jsonb(v_old), to_jsonb(v_new)));
    outcome := 'ok';
end
$$;
