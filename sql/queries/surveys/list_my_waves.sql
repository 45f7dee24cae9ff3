-- The open waves that a member is invited to, those that close soonest first; a member sees whether they answered.
--
-- kind: read
-- process: nginx
-- plan: wave_invite_by_member survey_wave_pkey|survey_wave_mode survey_pkey
-- param: team_space_id bigint
-- param: member_id bigint
-- column: wave_id bigint
-- column: title_ko text?
-- column: title_en text?
-- column: name text?
-- column: mode text
-- column: opens_at timestamptz
-- column: closes_at timestamptz
-- column: responded bool
select wave.id, survey.title_ko, survey.title_en, wave.name, wave.mode, wave.opens_at, wave.closes_at, invite.responded
from wave_invite invite
join survey_wave wave on wave.team_space_id = $1 and wave.id = invite.wave_id
join survey on survey.team_space_id = $1 and survey.id = wave.survey_id
where invite.team_space_id = $1 and invite.member_id = $2
      and wave_state(wave.state, wave.opens_at, wave.closes_at) = 'open'
order by wave.closes_at, wave.id
