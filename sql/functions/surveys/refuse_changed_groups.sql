-- Difference over time: a group of which a few people came or went since the last wave of the survey that released anything
-- of it is refused, because two results beside each other would tell of those few. Waves are compared by who answered: which
-- of them left out a question is known of nobody.
create or replace function gracy.refuse_changed_groups(
    p_team_space_id bigint,
    p_wave_id bigint,
    p_subject text,
    p_k int) returns void
    language plpgsql
    -- Nothing is known about a table that was filled a moment ago; a nested loop over it takes time by the square.
    set enable_nestloop = off
    as $$
begin
    with last as materialized (
        select distinct on (cell.kind, cell.group_id) cell.kind, cell.group_id, earlier.id as wave_id
        from gracy.survey_wave wave
        join gracy.survey_wave earlier
            on earlier.team_space_id = p_team_space_id and earlier.survey_id = wave.survey_id
               and earlier.released_at is not null and earlier.id <> wave.id
        join gracy.wave_result cell
            on cell.team_space_id = p_team_space_id and cell.wave_id = earlier.id and cell.question_no > 0 and cell.released
        where wave.team_space_id = p_team_space_id and wave.id = p_wave_id
        order by cell.kind, cell.group_id, earlier.released_at desc
    ), changed as materialized (
        -- Of all groups at once: most were last released by the same wave.
        select before.wave_id, counted.kind, counted.group_id, counted.members
        from (select distinct last.wave_id from last) as before
        cross join lateral gracy.count_wave_changes(p_team_space_id, p_wave_id, before.wave_id) as counted
    )
    update gracy.release_group refusing
    set refused = 'changed_by_few'
    from last
    join changed on changed.wave_id = last.wave_id and changed.kind = last.kind and changed.group_id = last.group_id
    where refusing.team_space_id = p_team_space_id and refusing.subject = p_subject
          and refusing.group_kind = last.kind and refusing.group_id = last.group_id
          and not gracy.may_change_by(changed.members, p_k);
end
$$;
