-- A survey with the questions of its latest version as JSON, and whether a wave asks them.
--
-- kind: read
-- process: nginx
-- plan: survey_pkey
-- param: team_space_id bigint
-- param: id bigint
-- column: id bigint
-- column: title_ko text?
-- column: title_en text?
-- column: question_version int
-- column: questions text
-- column: is_asked bool
-- column: created_at timestamptz
-- column: updated_at timestamptz
-- column: version int
select survey.id, survey.title_ko, survey.title_en, survey.latest_version,
       survey_questions($1, survey.id, survey.latest_version)::text,
       exists (select from survey_wave wave
               where wave.team_space_id = $1 and wave.survey_id = survey.id
                     and wave.question_version = survey.latest_version),
       survey.created_at, survey.updated_at, survey.version
from survey
where survey.team_space_id = $1 and survey.id = $2
