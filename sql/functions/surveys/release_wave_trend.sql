-- Writes a wave's points of the trends of its survey. A point is shown when its cell is, and when those who answered now
-- and those of the last shown point are the same people, or differ by k at least: else the difference would be a few
-- people's.
create or replace function gracy.release_wave_trend(p_team_space_id bigint, p_wave_id bigint) returns void
    language plpgsql as $$
begin
    delete from gracy.wave_trend point
    where point.team_space_id = p_team_space_id and point.wave_id = p_wave_id;

    insert into gracy.wave_trend (team_space_id, survey_id, metric, kind, group_id, wave_id, released, reason, n, value)
    select p_team_space_id, wave.survey_id, question.metric, cell.kind, cell.group_id, p_wave_id,
           shown.reason is null, shown.reason, case when shown.reason is null then cell.n end,
           case when shown.reason is null then measured.value end
    from gracy.survey_wave wave
    join gracy.survey_question question
        on question.team_space_id = p_team_space_id and question.survey_id = wave.survey_id
           and question.version = wave.question_version and question.metric is not null
    join gracy.wave_result cell
        on cell.team_space_id = p_team_space_id and cell.wave_id = p_wave_id and cell.question_no = question.no
    cross join lateral (
        select case when question.metric = 'enps' then (cell.stats ->> 'enps')::float8
                    else (cell.stats ->> 'mean')::float8 end as value) measured
    left join lateral (
        select point.wave_id
        from gracy.wave_trend point
        join gracy.survey_wave earlier on earlier.team_space_id = p_team_space_id and earlier.id = point.wave_id
        where point.team_space_id = p_team_space_id and point.survey_id = wave.survey_id
              and point.metric = question.metric and point.kind = cell.kind and point.group_id = cell.group_id
              and point.released and earlier.closes_at < wave.closes_at
        order by earlier.closes_at desc
        limit 1) last on true
    left join lateral (
        select count(*) as members
        from (select invite.member_id
              from gracy.wave_invite invite
              where invite.team_space_id = p_team_space_id and invite.wave_id in (p_wave_id, last.wave_id)
                    and invite.responded
                    and case cell.kind when 'department' then invite.department_id = cell.group_id
                                       when 'location' then invite.location_id = cell.group_id
                                       when 'tenure' then invite.tenure_band = cell.group_id
                                       when 'manager_group' then invite.manager_id = cell.group_id
                                       else true end
              group by invite.member_id
              having count(*) = 1) differing) difference on last.wave_id is not null
    cross join lateral (
        select case when not cell.released then cell.reason
                    when measured.value is null then 'homogeneous'
                    when difference.members between 1 and wave.k_score - 1 then 'difference' end as reason) shown
    where wave.team_space_id = p_team_space_id and wave.id = p_wave_id;
end
$$;
