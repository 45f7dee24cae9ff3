-- How many surveys there are.
--
-- kind: read
-- process: nginx
-- plan: survey_pkey|survey_by_creator
-- param: team_space_id bigint
-- column: total bigint
select count(*) from survey where survey.team_space_id = $1
