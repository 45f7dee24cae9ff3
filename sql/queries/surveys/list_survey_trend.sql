-- A metric of a survey from wave to wave, for one group; of all waves, or of those with one audience (0: of all).
--
-- kind: read
-- process: nginx
-- plan: wave_trend_pkey survey_wave_pkey|survey_wave_mode
-- param: team_space_id bigint
-- param: survey_id bigint
-- param: metric text
-- param: kind text
-- param: group_id bigint
-- param: audience text?
-- param: audience_id bigint
-- column: wave_id bigint
-- column: name text?
-- column: closes_at timestamptz
-- column: released bool
-- column: reason text?
-- column: n int?
-- column: value float8?
-- column: audience text
-- column: audience_id bigint
select wave.id, wave.name, wave.closes_at, point.released, point.reason, point.n, point.value, wave.audience,
       wave.audience_id
from wave_trend point
join survey_wave wave on wave.team_space_id = $1 and wave.id = point.wave_id
where point.team_space_id = $1 and point.survey_id = $2 and point.metric = $3 and point.kind = $4 and point.group_id = $5
      and ($6::text is null or wave.audience = $6 and wave.audience_id = $7)
order by wave.closes_at, wave.id
