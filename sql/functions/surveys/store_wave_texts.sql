-- Writes down what was written in answer to a question, of nobody's group and in no order, when k people or more did:
-- blanks are nothing. Of what nearly all of those who could have answered wrote, as much as all but two of them did, by chance:
-- the number of texts would tell that everybody answered. When that is of fewer than k, it is too few, as if fewer had written.
create or replace function gracy.store_wave_texts(
    p_team_space_id bigint,
    p_wave_id bigint,
    p_question_no int,
    p_k int) returns void
    language plpgsql as $$
declare
    v_n int;
begin
    select greatest(0, gracy.shown_count(count(distinct answer.response_id)::int,
                                         (select count(*)::int from gracy.wave_people(p_team_space_id, p_wave_id))))
    into v_n
    from gracy.survey_answer answer
    where answer.team_space_id = p_team_space_id and answer.wave_id = p_wave_id and answer.question_no = p_question_no
          and answer.text ~ '[^[:space:]]';

    insert into gracy.wave_result (team_space_id, wave_id, kind, group_id, question_no, released, reason, n, stats)
    values (p_team_space_id, p_wave_id, 'all', 0, p_question_no, v_n >= p_k, case when v_n < p_k then 'too_few' end,
            case when v_n >= p_k then v_n end, case when v_n >= p_k then gracy.wave_stats('text', null, null, v_n) end);

    insert into gracy.wave_text (team_space_id, wave_id, question_no, text)
    select p_team_space_id, p_wave_id, p_question_no, answer.text
    from gracy.survey_answer answer
    where answer.team_space_id = p_team_space_id and answer.wave_id = p_wave_id and answer.question_no = p_question_no
          and answer.text ~ '[^[:space:]]' and v_n >= p_k
    order by random()
    limit v_n;
end
$$;
