-- What the holder of a response token is asked; nothing when no invitation of the wave has it.
--
-- kind: read
-- process: nginx
-- primary: yes
-- plan: wave_invite_by_token survey_wave_pkey|survey_wave_mode survey_pkey
-- param: token_hash bytea
-- param: wave_id bigint
-- column: title_ko text?
-- column: title_en text?
-- column: mode text
-- column: names_shown bool
-- column: k_score int
-- column: k_text int
-- column: opens_at timestamptz
-- column: closes_at timestamptz
-- column: state text
-- column: responded bool
-- column: questions text
select survey.title_ko, survey.title_en, wave.mode, wave.names_shown, wave.k_score, wave.k_text, wave.opens_at, wave.closes_at,
       wave_state(wave.state, wave.opens_at, wave.closes_at), invite.responded,
       survey_questions(invite.team_space_id, wave.survey_id, wave.question_version)::text
from wave_invite invite
join survey_wave wave on wave.team_space_id = invite.team_space_id and wave.id = invite.wave_id
join survey on survey.team_space_id = invite.team_space_id and survey.id = wave.survey_id
where invite.token_hash = $1 and invite.wave_id = $2
