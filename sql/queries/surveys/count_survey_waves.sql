-- How many waves a survey has.
--
-- kind: read
-- process: nginx
-- plan: survey_wave_by_survey
-- param: team_space_id bigint
-- param: survey_id bigint
-- column: total bigint
select count(*) from survey_wave wave where wave.team_space_id = $1 and wave.survey_id = $2
