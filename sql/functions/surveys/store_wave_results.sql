-- Writes down the results of a question that are to be shown, and of the others why not. How many answered is told as of
-- check-ins: at least so many, and never that everybody did.
create or replace function gracy.store_wave_results(
    p_team_space_id bigint,
    p_wave_id bigint,
    p_question_no int,
    p_kind text,
    p_metric text) returns void
    language plpgsql
    -- Nothing is known about tables that were filled a moment ago; a nested loop over them takes time by the square. The one
    -- that is needed, over a person's groups, then looks so dear that it would be compiled.
    set enable_nestloop = off
    set jit = off
    as $$
declare
    v_subject constant text := gracy.wave_subject(p_wave_id, p_question_no);
begin
    insert into gracy.wave_result (team_space_id, wave_id, kind, group_id, question_no, released, reason, n, stats)
    with shown as materialized (
        select decided.group_kind as kind, decided.group_id
        from gracy.released_cell decided
        where decided.team_space_id = p_team_space_id and decided.subject = v_subject and decided.grain = 'once'
              and decided.released
    ), answer as (
        select snapshot.kind, snapshot.group_id, given.value, given.response_id
        from gracy.survey_answer given
        join gracy.survey_response response
            on response.team_space_id = p_team_space_id and response.wave_id = p_wave_id and response.id = given.response_id
        cross join lateral gracy.wave_person_groups(p_team_space_id, p_wave_id, response.department_id, response.location_id,
                                                     response.tenure_band, response.manager_id) as snapshot
        join shown on shown.kind = snapshot.kind and shown.group_id = snapshot.group_id
        where given.team_space_id = p_team_space_id and given.wave_id = p_wave_id and given.question_no = p_question_no
    ), tally as (
        select answer.kind, answer.group_id, answer.value, grouping(answer.value) = 1 as is_whole,
               count(distinct answer.response_id)::int as n
        from answer
        group by grouping sets ((answer.kind, answer.group_id, answer.value), (answer.kind, answer.group_id))
    ), answered as (
        select tally.kind, tally.group_id, max(tally.n) filter (where tally.is_whole) as n,
               jsonb_object_agg(tally.value, tally.n) filter (where not tally.is_whole) as histogram
        from tally
        group by tally.kind, tally.group_id
    )
    select p_team_space_id, p_wave_id, decided.group_kind, decided.group_id, p_question_no, decided.released, decided.reason,
           decided.members_from,
           case when decided.released
                then gracy.wave_stats(p_kind, p_metric, answered.histogram, answered.n, decided.members_from) end
    from gracy.released_cell decided
    left join answered on answered.kind = decided.group_kind and answered.group_id = decided.group_id
    where decided.team_space_id = p_team_space_id and decided.subject = v_subject and decided.grain = 'once';
end
$$;
