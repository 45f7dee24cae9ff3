-- A page of the waves whose results are released, the newest first; the first page begins before 2^63 - 1. only_of: for
-- somebody who leads people, of the waves that asked everybody, and of those in which their group is.
--
-- kind: read
-- process: nginx
-- plan: survey_wave_released survey_pkey
-- param: team_space_id bigint
-- param: before_id bigint
-- param: only_of bigint?
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
where wave.team_space_id = $1 and wave.released_at is not null and wave.id < $2
      and ($3::bigint is null or wave.audience = 'all'
           or exists (select from wave_group led
                      where led.team_space_id = $1 and led.wave_id = wave.id and led.kind = 'manager_group' and led.group_id = $3))
order by wave.id desc
limit $4::int offset $5::int
