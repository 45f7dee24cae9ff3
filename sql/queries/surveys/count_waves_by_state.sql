-- How many waves are in a state; see list_waves_by_state.
--
-- kind: read
-- process: nginx
-- plan: survey_wave_pkey|survey_wave_by_survey|survey_wave_mode|survey_wave_by_launcher
-- param: team_space_id bigint
-- param: wave_state text
-- column: total bigint
select count(*)
from survey_wave wave
where wave.team_space_id = $1 and wave_state(wave.state, wave.opens_at, wave.closes_at) = $2
