-- What somebody in Slack is asked in a wave. Outcomes: ok, not_open, already_answered, not_invited, unknown_workspace, not_member;
-- the form is there with the first alone.
create or replace function gracy.survey_form_in_slack(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_wave_id bigint,
    out outcome text,
    out locale text,
    out team_space_id bigint,
    out member_id bigint,
    out title text,
    out mode text,
    out names_shown bool,
    out k_score int,
    out k_text int,
    out until text,
    out questions jsonb)
language plpgsql stable as $$
declare
    v_caller record;
    v_team_space_id bigint;
    v_asked record;
begin
    v_caller := gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id);
    v_team_space_id := v_caller.team_space_id;
    locale := v_caller.locale;
    if v_team_space_id is null or v_caller.member_id is null then
        outcome := case when v_team_space_id is null then 'unknown_workspace' else 'not_member' end;
        return;
    end if;
    select gracy.wave_state(wave.state, wave.opens_at, wave.closes_at) as state, invite.responded, wave.survey_id,
           wave.question_version, wave.mode, wave.names_shown, wave.k_score, wave.k_text, wave.closes_at,
           case when v_caller.locale = 'ko' then coalesce(survey.title_ko, survey.title_en)
                else coalesce(survey.title_en, survey.title_ko) end as title into v_asked
    from gracy.wave_invite invite
    join gracy.survey_wave wave on wave.team_space_id = v_team_space_id and wave.id = invite.wave_id
    join gracy.survey on survey.team_space_id = v_team_space_id and survey.id = wave.survey_id
    where invite.team_space_id = v_team_space_id and invite.wave_id = p_wave_id and invite.member_id = v_caller.member_id;
    outcome := case when not found then 'not_invited' when v_asked.state <> 'open' then 'not_open'
                    when v_asked.responded then 'already_answered' else 'ok' end;
    if outcome <> 'ok' then
        return;
    end if;
    team_space_id := v_team_space_id;
    member_id := v_caller.member_id;
    title := v_asked.title;
    mode := v_asked.mode;
    names_shown := v_asked.names_shown;
    k_score := v_asked.k_score;
    k_text := v_asked.k_text;
    until := gracy.clock_time(v_asked.closes_at, v_caller.tz, v_caller.locale);
    questions := gracy.survey_questions(v_team_space_id, v_asked.survey_id, v_asked.question_version);
end
$$;
