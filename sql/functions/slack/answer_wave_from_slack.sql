-- Stores what a member answers in Slack, with a token that nobody was given. An anonymous wave is refused, whoever asks: what
-- Slack sends names its sender beside the answers. Outcomes: those of issue_response_token and of answer_wave, anonymous,
-- unknown_workspace, not_member.
create or replace function gracy.answer_wave_from_slack(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_wave_id bigint,
    p_answers jsonb,
    p_told_names bool,
    out outcome text)
language plpgsql as $$
declare
    v_caller record;
    v_team_space_id bigint;
    v_token_hash bytea := sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'));
begin
    v_caller := gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id);
    v_team_space_id := v_caller.team_space_id;
    if v_team_space_id is null or v_caller.member_id is null then
        outcome := case when v_team_space_id is null then 'unknown_workspace' else 'not_member' end;
        return;
    end if;
    perform from gracy.survey_wave wave
    where wave.team_space_id = v_team_space_id and wave.id = p_wave_id and wave.mode <> 'identified';
    if found then
        outcome := 'anonymous';
        return;
    end if;
    outcome := (gracy.issue_response_token(v_team_space_id, v_caller.member_id, p_wave_id, v_token_hash)).outcome;
    if outcome <> 'ok' then
        return;
    end if;
    outcome := gracy.answer_wave(v_token_hash, p_wave_id, p_answers, p_told_names);
    if outcome = 'ok' then
        perform gracy.refresh_home(v_team_space_id, v_caller.member_id);
    end if;
end
$$;
