-- Fills in what gracy.decide_release decides of one question of a wave: a unit for each response, numbered from 1 in the
-- order of their random ids, and one for each invitation without a response, numbered down from -1: those could have
-- answered, unless they have left. Question 0 is about who was asked; there everybody who was counts as having answered.
--
-- The order is which groups come out first where not all can: the whole, departments from the top, managers' groups, places,
-- tenure.
create or replace function gracy.stage_wave_question(
    p_team_space_id bigint,
    p_wave_id bigint,
    p_subject text,
    p_slice date,
    p_question_no int,
    p_metric text,
    p_option int) returns void
    language plpgsql
    -- Nothing is known about tables that were filled a moment ago; a nested loop over them takes time by the square. The one
    -- that is needed, over a person's groups, then looks so dear that it would be compiled.
    set enable_nestloop = off
    set jit = off
    as $$
begin
    insert into gracy.release_group (team_space_id, subject, group_kind, group_id, rank)
    select p_team_space_id, p_subject, known.kind, known.group_id,
           case known.kind when 'all' then 0
                           -- From the top.
                           when 'department' then 100 + (select count(*) from gracy.wave_department around
                                                         where around.team_space_id = p_team_space_id
                                                               and around.wave_id = p_wave_id
                                                               and around.department_id = known.group_id)
                           when 'manager_group' then 1000 when 'location' then 2000 else 3000 end
    from gracy.wave_group known
    where known.team_space_id = p_team_space_id and known.wave_id = p_wave_id;

    with answer as materialized (
        select given.response_id,
               case when p_option is null then min(gracy.wave_answer_score(p_metric, given.value))
                    else bool_or(given.value = p_option)::int end as lowest,
               case when p_option is null then max(gracy.wave_answer_score(p_metric, given.value))
                    else bool_or(given.value = p_option)::int end as highest
        from gracy.survey_answer given
        where given.team_space_id = p_team_space_id and given.wave_id = p_wave_id and given.question_no = p_question_no
        group by given.response_id
    ), person as materialized (
        select row_number() over (order by response.id) as unit_id, answer.lowest, answer.highest,
               response.department_id, response.location_id, response.tenure_band, response.manager_id
        from gracy.survey_response response
        left join answer on answer.response_id = response.id
        where response.team_space_id = p_team_space_id and response.wave_id = p_wave_id and p_question_no > 0
        union all
        select -row_number() over (order by invite.member_id), case when p_question_no = 0 then 0 end,
               case when p_question_no = 0 then 1 end,
               invite.department_id, invite.location_id, invite.tenure_band, invite.manager_id
        from gracy.wave_people(p_team_space_id, p_wave_id) as invite
        where p_question_no = 0 or not invite.responded
    ), counted as (
        insert into gracy.release_unit (team_space_id, subject, unit_id, slice, answers, total, lowest, highest)
        select p_team_space_id, p_subject, person.unit_id, p_slice, (person.lowest is not null)::int,
               coalesce(person.lowest, 0), person.lowest, person.highest
        from person
    )
    insert into gracy.release_group_unit (team_space_id, subject, group_kind, group_id, unit_id)
    select p_team_space_id, p_subject, snapshot.kind, snapshot.group_id, person.unit_id
    from person
    cross join lateral gracy.wave_person_groups(p_team_space_id, p_wave_id, person.department_id, person.location_id,
                                                 person.tenure_band, person.manager_id) as snapshot;
end
$$;
