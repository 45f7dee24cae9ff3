-- How many percent of each group answered, at least, in steps of 5: every group once the wave is over, and of everybody
-- together while it is open, when twenty or more were asked. Then a step is as many people as the threshold or more: whoever
-- looks again and again sees no single answer arrive.
--
-- kind: read
-- process: nginx
-- plan: wave_group_pkey wave_result_pkey survey_wave_pkey|survey_wave_mode
-- param: team_space_id bigint
-- param: wave_id bigint
-- param: kind text
-- param: only_group bigint?
-- param: after_group bigint
-- param: limit int
-- param: offset int
-- column: group_id bigint
-- column: name text?
-- column: name_en text?
-- column: invited int
-- column: released bool
-- column: reason text?
-- column: participation int?
select known.group_id, case when $3 = 'tenure' then tenure_name(known.group_id, 'ko') else known.name end,
       case when $3 = 'tenure' then tenure_name(known.group_id, 'en') else known.name_en end, known.invited,
       coalesce(cell.released, open.participation is not null),
       case when cell.wave_id is null and open.participation is null then 'not_ended' else cell.reason end,
       coalesce((cell.stats ->> 'participation')::int, open.participation)
from wave_group known
left join wave_result cell
    on cell.team_space_id = $1 and cell.wave_id = $2 and cell.kind = $3 and cell.group_id = known.group_id
       and cell.question_no = 0
left join lateral (
    select shown_participation(answered.people / step.people * step.people, known.invited) as participation
    from (select count(*)::int as people
          from wave_invite invite
          where invite.team_space_id = $1 and invite.wave_id = $2 and invite.responded
          having cell.wave_id is null and known.kind = 'all' and known.invited >= 20) as answered
    join survey_wave wave on wave.team_space_id = $1 and wave.id = $2
    cross join lateral (select greatest(wave.k_score, ceil(known.invited * 0.05)::int) as people) as step) as open on true
where known.team_space_id = $1 and known.wave_id = $2 and known.kind = $3 and known.group_id > $5
      and ($4::bigint is null or known.group_id = $4)
order by known.group_id
limit $6::int offset $7::int
