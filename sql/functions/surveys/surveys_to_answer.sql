-- The open waves that a member is asked to answer and has not, those that close soonest first.
create or replace function gracy.surveys_to_answer(p_team_space_id bigint, p_member_id bigint, p_locale text, p_limit int)
returns table (wave_id bigint, title text, closes_at timestamptz)
    language plpgsql stable as $$
begin
    return query
    select wave.id,
           case when p_locale = 'ko' then coalesce(survey.title_ko, survey.title_en)
                else coalesce(survey.title_en, survey.title_ko) end::text,
           wave.closes_at
    from gracy.wave_invite invite
    join gracy.survey_wave wave on wave.team_space_id = p_team_space_id and wave.id = invite.wave_id
    join gracy.survey on survey.team_space_id = p_team_space_id and survey.id = wave.survey_id
    where invite.team_space_id = p_team_space_id and invite.member_id = p_member_id and not invite.responded
          and gracy.wave_state(wave.state, wave.opens_at, wave.closes_at) = 'open'
    order by wave.closes_at, wave.id
    limit p_limit;
end
$$;
