-- Writes a wave's points of the trends of its survey. A point is shown when its cell is, and when those who answered now
-- and those of the last shown point are the same people, or differ by k at least: else the difference would be a few
-- people's.
create or replace function gracy.release_wave_trend(p_team_space_id bigint, p_wave_id bigint) returns void
    language plpgsql as $$
begin
    delete from gracy.wave_trend point
    where point.team_space_id = p_team_space_id and point.wave_id = p_wave_id;

    insert into gracy.wave_trend (team_space_id, survey_id, metric, kind, group_id, wave_id, released, reason, n, value)
    with measured as (
        select wave.survey_id, wave.k_score, question.metric, cell.kind, cell.group_id, cell.released, cell.reason, cell.n,
               case when question.metric = 'enps' then (cell.stats ->> 'enps')::float8
                    else (cell.stats ->> 'mean')::float8 end as value,
               (select point.wave_id
                from gracy.wave_trend point
                join gracy.survey_wave earlier on earlier.team_space_id = p_team_space_id and earlier.id = point.wave_id
                where point.team_space_id = p_team_space_id and point.survey_id = wave.survey_id
                      and point.metric = question.metric and point.kind = cell.kind and point.group_id = cell.group_id
                      and point.released and earlier.closes_at < wave.closes_at
                order by earlier.closes_at desc
                limit 1) as last_wave_id
        from gracy.survey_wave wave
        join gracy.survey_question question
            on question.team_space_id = p_team_space_id and question.survey_id = wave.survey_id
               and question.version = wave.question_version and question.metric is not null
        join gracy.wave_result cell
            on cell.team_space_id = p_team_space_id and cell.wave_id = p_wave_id and cell.question_no = question.no
        where wave.team_space_id = p_team_space_id and wave.id = p_wave_id
    ), differing as materialized (
        select last.last_wave_id, changed.kind, changed.group_id, changed.members
        from (select distinct last_wave_id from measured where last_wave_id is not null) as last
        cross join lateral gracy.count_wave_changes(p_team_space_id, p_wave_id, last.last_wave_id) as changed
    )
    select p_team_space_id, measured.survey_id, measured.metric, measured.kind, measured.group_id, p_wave_id,
           shown.reason is null, shown.reason, case when shown.reason is null then measured.n end,
           case when shown.reason is null then measured.value end
    from measured
    left join differing
        on differing.last_wave_id = measured.last_wave_id and differing.kind = measured.kind
           and differing.group_id = measured.group_id
    cross join lateral (
        select case when not measured.released then measured.reason
                    when measured.value is null then 'homogeneous'
                    when not gracy.may_change_by(differing.members, measured.k_score) then 'changed_by_few' end as reason) shown;
end
$$;
