-- How many surveys there are, or have q in their title.
--
-- kind: read
-- process: nginx
-- plan: survey_pkey|survey_by_creator
-- param: team_space_id bigint
-- param: q text?
-- column: total bigint
select count(*)
from survey
where survey.team_space_id = $1
      and ($2::text is null
           or strpos(department_search_text(coalesce(survey.title_ko, survey.title_en), survey.title_en), fold_text($2)) > 0)
