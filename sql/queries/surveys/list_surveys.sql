-- A page of surveys, or of those whose title has q in it, the newest first; the first page begins before 2^63 - 1.
--
-- kind: read
-- process: nginx
-- plan: survey_pkey
-- param: team_space_id bigint
-- param: before_id bigint
-- param: limit int
-- param: offset int
-- param: q text?
-- column: id bigint
-- column: title_ko text?
-- column: title_en text?
-- column: question_version int
-- column: question_count int
-- column: wave_count int
-- column: created_at timestamptz
-- column: updated_at timestamptz
-- column: version int
select page.id, page.title_ko, page.title_en, page.latest_version,
       (select count(*)::int from survey_question question
        where question.team_space_id = $1 and question.survey_id = page.id and question.version = page.latest_version),
       (select count(*)::int from survey_wave wave
        where wave.team_space_id = $1 and wave.survey_id = page.id),
       page.created_at, page.updated_at, page.version
from (
    select survey.*
    from survey
    where survey.team_space_id = $1 and survey.id < $2
          and ($5::text is null
               or strpos(department_search_text(coalesce(survey.title_ko, survey.title_en), survey.title_en), fold_text($5)) > 0)
    order by survey.id desc
    limit $3::int offset $4::int
) as page
order by page.id desc
