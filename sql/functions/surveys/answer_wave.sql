-- Stores what the holder of a token answers, once. In an anonymous wave the member is read for one thing, to say that
-- they have answered; the answer goes into the inbox with a random id and the groups of the invitation. p_told_names: who took it has
-- told them that those who run surveys read it with their name.
create or replace function gracy.answer_wave(
    p_token_hash bytea,
    p_wave_id bigint,
    p_answers jsonb,
    p_told_names bool default false,
    out outcome text)
language plpgsql as $$
declare
    v_team_space_id bigint;
    v_invite gracy.wave_invite;
    v_wave gracy.survey_wave;
    v_id uuid := gen_random_uuid();
begin
    select invite.team_space_id into v_team_space_id
    from gracy.wave_invite invite
    where invite.token_hash = p_token_hash;
    -- The lock is what closing waits for.
    select wave.* into v_wave
    from gracy.survey_wave wave
    where wave.team_space_id = v_team_space_id and wave.id = p_wave_id
    for key share;
    -- Read anew behind both locks: of two that hold the same token one is first.
    select invite.* into v_invite
    from gracy.wave_invite invite
    where invite.team_space_id = v_team_space_id and invite.wave_id = p_wave_id and invite.token_hash = p_token_hash
    for no key update;
    if not found then
        outcome := 'unknown_token';
        return;
    end if;
    if v_invite.responded then
        outcome := 'already_answered';
        return;
    end if;
    if gracy.wave_state(v_wave.state, v_wave.opens_at, v_wave.closes_at) <> 'open' then
        outcome := 'not_open';
        return;
    end if;
    update gracy.wave_invite invite
    set responded = true
    where invite.team_space_id = v_team_space_id and invite.wave_id = p_wave_id and invite.member_id = v_invite.member_id;
    if v_wave.mode = 'anonymous' then
        insert into gracy.survey_inbox (team_space_id, wave_id, id, department_id, location_id, tenure_band, manager_id, answers)
        values (v_team_space_id, p_wave_id, v_id, v_invite.department_id, v_invite.location_id, v_invite.tenure_band,
                v_invite.manager_id, p_answers);
    else
        insert into gracy.survey_response (team_space_id, wave_id, id, department_id, location_id, tenure_band, manager_id,
                                           stored_on)
        values (v_team_space_id, p_wave_id, v_id, v_invite.department_id, v_invite.location_id, v_invite.tenure_band,
                v_invite.manager_id, current_date);
        insert into gracy.survey_answer (team_space_id, wave_id, response_id, question_no, value, text)
        select v_team_space_id, p_wave_id, v_id, (given ->> 0)::smallint, (given ->> 1)::smallint, given ->> 2
        from jsonb_array_elements(p_answers) as given;
        insert into gracy.survey_signature (team_space_id, wave_id, response_id, member_id, told_names)
        values (v_team_space_id, p_wave_id, v_id, v_invite.member_id, p_told_names);
    end if;
    outcome := 'ok';
end
$$;
