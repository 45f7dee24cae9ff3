-- Writes down of a question that takes several options what is to be shown of each option, and which are held back: each is
-- decided by itself, so that what all of a few chose, or none of them, cannot be had from what groups around them chose.
create or replace function gracy.store_wave_options(
    p_team_space_id bigint,
    p_wave_id bigint,
    p_question_no int,
    p_options int) returns void
    language plpgsql
    -- Nothing is known about tables that were filled a moment ago; a nested loop over them takes time by the square. The one
    -- that is needed, over a person's groups, then looks so dear that it would be compiled.
    set enable_nestloop = off
    set jit = off
    as $$
begin
    insert into gracy.wave_result (team_space_id, wave_id, kind, group_id, question_no, released, reason, n, stats)
    with decided as materialized (
        select option.no as option, cell.group_kind, cell.group_id, cell.released, cell.reason, cell.members_from
        from generate_series(1, p_options) as option(no)
        join gracy.released_cell cell
            on cell.team_space_id = p_team_space_id and cell.subject = gracy.wave_subject(p_wave_id, p_question_no, option.no)
               and cell.grain = 'once'
    ), choice as materialized (
        select snapshot.kind, snapshot.group_id, given.response_id, given.value as option
        from gracy.survey_answer given
        join gracy.survey_response response
            on response.team_space_id = p_team_space_id and response.wave_id = p_wave_id and response.id = given.response_id
        cross join lateral gracy.wave_person_groups(p_team_space_id, p_wave_id, response.department_id, response.location_id,
                                                     response.tenure_band, response.manager_id) as snapshot
        where given.team_space_id = p_team_space_id and given.wave_id = p_wave_id and given.question_no = p_question_no
    ), answered as (
        select choice.kind, choice.group_id, count(distinct choice.response_id)::int as people
        from choice
        group by choice.kind, choice.group_id
    ), chosen as (
        select choice.kind, choice.group_id, choice.option, count(*)::int as people
        from choice
        group by choice.kind, choice.group_id, choice.option
    ), shown as (
        select decided.*, gracy.share_step(decided.members_from) as step, answered.people as answered,
               coalesce(chosen.people, 0) as chosen
        from decided
        left join answered on answered.kind = decided.group_kind and answered.group_id = decided.group_id
        left join chosen on chosen.kind = decided.group_kind and chosen.group_id = decided.group_id
                            and chosen.option = decided.option
    )
    select p_team_space_id, p_wave_id, shown.group_kind, shown.group_id, p_question_no, bool_or(shown.released),
           case when not bool_or(shown.released) then min(shown.reason) end, max(shown.members_from),
           case when bool_or(shown.released) then jsonb_build_object(
               'shares', jsonb_object_agg(shown.option, shown.step * round(100.0 * shown.chosen / shown.answered / shown.step)::int)
                         filter (where shown.released),
               'held_back', coalesce(jsonb_agg(shown.option order by shown.option) filter (where not shown.released), '[]')) end
    from shown
    group by shown.group_kind, shown.group_id;
end
$$;
