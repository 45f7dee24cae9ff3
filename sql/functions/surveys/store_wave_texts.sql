-- Writes down what was written in answer to a question, of nobody's group and in no order, when k people or more did:
-- blanks are nothing.
create or replace function gracy.store_wave_texts(
    p_team_space_id bigint,
    p_wave_id bigint,
    p_question_no int,
    p_k int) returns void
    language plpgsql as $$
declare
    v_n int;
begin
    select count(distinct answer.response_id) into v_n
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
    order by random();
end
$$;
