-- A metric of a survey from wave to wave, for one group; or only of the waves that asked everybody.
--
-- kind: read
-- process: nginx
-- plan: wave_trend_pkey survey_wave_pkey|survey_wave_mode
-- param: team_space_id bigint
-- param: survey_id bigint
-- param: metric text
-- param: kind text
-- param: group_id bigint
-- param: only_everybody bool
-- column: wave_id bigint
-- column: name text?
-- column: closes_at timestamptz
-- column: released bool
-- column: reason text?
-- column: n int?
-- column: value float8?
select wave.id, wave.name, wave.closes_at, point.released, point.reason, point.n, point.value
from wave_trend point
join survey_wave wave on wave.team_space_id = $1 and wave.id = point.wave_id
where point.team_space_id = $1 and point.survey_id = $2 and point.metric = $3 and point.kind = $4 and point.group_id = $5
      and (not $6 or wave.audience = 'all')
order by wave.closes_at, wave.id
