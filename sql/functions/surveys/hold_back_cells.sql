-- Holds back the cells of one question that would tell about fewer than k people: those that are too small, and those
-- that would let one be found by subtraction. wave_result has all cells of the question with their n; question 0 counts
-- who was invited, the others who answered.
--
-- However shown cells are added and subtracted, of any kinds, what comes out is made of people who are in the same shown
-- cells: they cannot be told apart. So it is enough that those who share their shown cells are k at least, or nobody. Where
-- they are fewer a cell of theirs is held back, of tenure first, then of a place, then of a manager, then of a department;
-- where they are in none, the smallest cell that is shown. This is stricter than taking apart what can be solved, and safe.
create or replace function gracy.hold_back_cells(
    p_team_space_id bigint,
    p_wave_id bigint,
    p_question_no int,
    p_k int) returns void
    language plpgsql as $$
begin
    update gracy.wave_result cell
    set released = false, reason = 'too_few', n = null, stats = null
    where cell.team_space_id = p_team_space_id and cell.wave_id = p_wave_id and cell.question_no = p_question_no
          and cell.n < p_k;
    loop
        with person as (
            select invite.department_id, invite.location_id, invite.tenure_band, invite.manager_id
            from gracy.wave_invite invite
            where invite.team_space_id = p_team_space_id and invite.wave_id = p_wave_id and p_question_no = 0
            union all
            select response.department_id, response.location_id, response.tenure_band, response.manager_id
            from gracy.survey_response response
            where response.team_space_id = p_team_space_id and response.wave_id = p_wave_id and p_question_no > 0
                  and exists (select from gracy.survey_answer answer
                              where answer.team_space_id = p_team_space_id and answer.wave_id = p_wave_id
                                    and answer.response_id = response.id and answer.question_no = p_question_no)
        ), alike as (
            -- People in the same groups of every kind stay together in any sum.
            select row_number() over () as place, count(*) as n, department_id, location_id, tenure_band, manager_id
            from person
            group by department_id, location_id, tenure_band, manager_id
        ), marked as (
            select alike.place, alike.n, array_agg(cell.kind || cell.group_id order by snapshot.rank) as cells,
                   (array_agg(cell.kind order by snapshot.rank) filter (where cell.kind is not null))[1] as kind,
                   (array_agg(cell.group_id order by snapshot.rank) filter (where cell.kind is not null))[1] as group_id
            from alike
            cross join lateral (values (1, 'tenure', alike.tenure_band), (2, 'location', alike.location_id),
                                       (3, 'manager_group', alike.manager_id), (4, 'department', alike.department_id))
                as snapshot(rank, kind, group_id)
            left join gracy.wave_result cell
                on cell.team_space_id = p_team_space_id and cell.wave_id = p_wave_id and cell.kind = snapshot.kind
                   and cell.group_id = snapshot.group_id and cell.question_no = p_question_no and cell.released
            group by alike.place, alike.n
        ), small as (
            select marked.kind, marked.group_id
            from marked
            group by marked.cells, marked.kind, marked.group_id
            having sum(marked.n) < p_k
        ), smallest as (
            select cell.kind, cell.group_id
            from gracy.wave_result cell
            where cell.team_space_id = p_team_space_id and cell.wave_id = p_wave_id
                  and cell.question_no = p_question_no and cell.released and cell.kind <> 'all'
            order by cell.n, cell.kind, cell.group_id
            limit 1
        ), victim as (
            select small.kind, small.group_id from small where small.kind is not null
            union
            select smallest.kind, smallest.group_id from smallest
            where exists (select from small where small.kind is null)
                  and not exists (select from small where small.kind is not null)
        )
        update gracy.wave_result cell
        set released = false, reason = 'complementary', n = null, stats = null
        from victim
        where cell.team_space_id = p_team_space_id and cell.wave_id = p_wave_id and cell.kind = victim.kind
              and cell.group_id = victim.group_id and cell.question_no = p_question_no;
        exit when not found;
    end loop;
end
$$;
