-- What was released of a group's eNPS in the waves that closed between two days, the latest first: of all in the waves that asked
-- everybody. `change` is from the released wave before it of the same survey that asked the same people.
--
-- kind: read
-- process: nginx
-- plan: wave_trend_by_metric|wave_trend_by_wave|wave_trend_pkey survey_wave_pkey|survey_wave_mode|survey_wave_released survey_pkey
-- param: team_space_id bigint
-- param: kind text
-- param: group_id bigint
-- param: from_day date
-- param: until_day date
-- column: survey_id bigint
-- column: title_ko text?
-- column: title_en text?
-- column: wave_id bigint
-- column: name text?
-- column: closed_at timestamptz
-- column: released bool
-- column: reason text?
-- column: n int?
-- column: enps float8?
-- column: change float8?
-- column: audience text
-- column: audience_id bigint
select point.survey_id, survey.title_ko, survey.title_en, point.wave_id, wave.name, wave.closes_at, point.released,
       point.reason, point.n, point.value,
       point.value - lag(point.value) over (partition by point.survey_id, point.released, wave.audience, wave.audience_id
                                            order by wave.closes_at, wave.id),
       wave.audience, wave.audience_id
from wave_trend point
join survey_wave wave on wave.team_space_id = $1 and wave.id = point.wave_id
join survey on survey.team_space_id = $1 and survey.id = point.survey_id
join team_space on team_space.id = $1
where point.team_space_id = $1 and point.metric = 'enps' and point.kind = $2 and point.group_id = $3
      and ($2 <> 'all' or wave.audience = 'all') and wave.released_at is not null and wave.closes_at >= $4::timestamp at time zone team_space.tz
      and wave.closes_at < $5::timestamp at time zone team_space.tz
order by wave.closes_at desc, wave.id desc
limit 200
