-- A page of the waves in a state, as a wave's own says it (wave_state), the newest first; the first page begins before
-- 2^63 - 1.
--
-- kind: read
-- process: nginx
-- plan: survey_wave_pkey|survey_wave_mode survey_pkey
-- param: team_space_id bigint
-- param: wave_state text
-- param: before_id bigint
-- param: limit int
-- param: offset int
-- column: id bigint
-- column: survey_id bigint
-- column: title_ko text?
-- column: title_en text?
-- column: name text?
-- column: mode text
-- column: names_shown bool
-- column: audience text
-- column: audience_id bigint
-- column: k_score int?
-- column: k_text int?
-- column: opens_at timestamptz?
-- column: closes_at timestamptz
-- column: reminders int
-- column: reminded_at timestamptz?
-- column: state text
-- column: question_version int?
-- column: invited int?
-- column: launched_at timestamptz?
-- column: released_at timestamptz?
-- column: created_at timestamptz
-- column: version int
select wave.id, wave.survey_id, survey.title_ko, survey.title_en, wave.name, wave.mode, wave.names_shown, wave.audience, wave.audience_id,
       wave.k_score, wave.k_text, wave.opens_at, wave.closes_at, wave.reminders, wave.reminded_at,
       wave_state(wave.state, wave.opens_at, wave.closes_at), wave.question_version, wave.invited, wave.launched_at,
       wave.released_at, wave.created_at, wave.version
from survey_wave wave
join survey on survey.team_space_id = $1 and survey.id = wave.survey_id
where wave.team_space_id = $1 and wave.id < $3
      and wave_state(wave.state, wave.opens_at, wave.closes_at) = $2
order by wave.id desc
limit $4::int offset $5::int
