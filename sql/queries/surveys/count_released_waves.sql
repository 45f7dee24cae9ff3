-- How many waves have results.
--
-- kind: read
-- process: nginx
-- plan: survey_wave_released
-- param: team_space_id bigint
-- column: total bigint
select count(*) from survey_wave wave where wave.team_space_id = $1 and wave.released_at is not null
