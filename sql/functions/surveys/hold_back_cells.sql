-- Holds back the cells of one question that would tell about fewer than k people: those that are too small, and those
-- that would let one be found by subtraction. wave_result has all cells of the question with their n; question 0 counts
-- who was invited, the others who answered.
--
-- Subtraction works between any two ways of grouping, and `all` is one of them. With A a shown cell of one way:
--   * what the other way shows inside A is taken from A: a rest of 1 to k-1 people would be known;
--   * what the other way shows over A, taken together, covers A: an edge of 1 to k-1 people would be known.
-- The smallest cell that takes part is held back, until nothing is left to subtract.
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
        ), part as materialized (
            select alike.place, alike.n, cell.kind, cell.group_id, cell.n as cell_n
            from alike,
                 lateral (values ('all', 0::bigint), ('department', alike.department_id),
                                 ('location', alike.location_id), ('tenure', alike.tenure_band),
                                 ('manager_group', alike.manager_id)) as snapshot(kind, group_id)
            join gracy.wave_result cell
                on cell.team_space_id = p_team_space_id and cell.wave_id = p_wave_id and cell.kind = snapshot.kind
                   and cell.group_id = snapshot.group_id and cell.question_no = p_question_no and cell.released
        ), overlap as (
            select a.kind as a_kind, a.group_id as a_group, a.cell_n as a_n,
                   b.kind as b_kind, b.group_id as b_group, b.cell_n as b_n, sum(a.n) as both_n
            from part a join part b on b.place = a.place and b.kind <> a.kind
            group by a.kind, a.group_id, a.cell_n, b.kind, b.group_id, b.cell_n
        ), pair as (
            select a_kind, a_group, a_n, b_kind,
                   a_n - sum(b_n) filter (where both_n = b_n) as rest,
                   sum(b_n) - a_n as edge,
                   sum(both_n) = a_n and count(*) > 1 as covers,
                   (array_agg(b_group order by b_n, b_group) filter (where both_n = b_n))[1] as inside,
                   (array_agg(b_group order by b_n, b_group))[1] as over
            from overlap
            group by a_kind, a_group, a_n, b_kind
        ), victim as (
            select b_kind as kind, inside as group_id from pair where rest between 1 and p_k - 1
            union
            select b_kind, over from pair where covers and edge between 1 and p_k - 1
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
