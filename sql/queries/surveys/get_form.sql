-- What a member is asked in a wave; nothing when they are not invited.
--
-- kind: read
-- process: nginx
-- plan: wave_invite_pkey|wave_invite_by_member survey_wave_pkey|survey_wave_mode survey_pkey
-- param: team_space_id bigint
-- param: member_id bigint
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
       survey_questions($1, wave.survey_id, wave.question_version)::text
from wave_invite invite
join survey_wave wave on wave.team_space_id = $1 and wave.id = invite.wave_id
join survey on survey.team_space_id = $1 and survey.id = wave.survey_id
where invite.team_space_id = $1 and invite.member_id = $2 and invite.wave_id = $3 and wave.question_version is not null
