-- How many waves have results that somebody may read; see list_released_waves.
--
-- kind: read
-- process: nginx
-- plan: survey_wave_released
-- param: team_space_id bigint
-- param: only_of bigint?
-- column: total bigint
select count(*)
from survey_wave wave
where wave.team_space_id = $1 and wave.released_at is not null
      and ($2::bigint is null or wave.audience = 'all'
           or exists (select from wave_group led
                      where led.team_space_id = $1 and led.wave_id = wave.id and led.kind = 'manager_group' and led.group_id = $2))
