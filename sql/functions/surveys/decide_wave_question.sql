-- Decides which groups of a wave are shown what they answered to a question, by the rules for everything that is published
-- (sql/functions/privacy/README.md); of a question that takes several options, one option, to which each who answered says
-- yes or no.
create or replace function gracy.decide_wave_question(
    p_team_space_id bigint,
    p_wave_id bigint,
    p_day date,
    p_question_no int,
    p_kind text,
    p_metric text,
    p_k int,
    p_option int default null) returns void
    language plpgsql as $$
declare
    v_subject constant text := gracy.wave_subject(p_wave_id, p_question_no, p_option);
    v_range record;
begin
    perform gracy.begin_release(p_team_space_id, v_subject, 'once', p_day);
    select * into v_range from gracy.wave_answer_range(p_kind, p_metric);
    perform gracy.stage_wave_question(p_team_space_id, p_wave_id, v_subject, p_day, p_question_no, p_metric, p_option);
    perform gracy.refuse_left_groups(p_team_space_id, p_wave_id, v_subject, p_k);
    if p_question_no > 0 then
        perform gracy.refuse_changed_groups(p_team_space_id, p_wave_id, v_subject, p_question_no, p_k);
    end if;
    perform gracy.decide_release(p_team_space_id, v_subject, 'once', p_day, p_k, v_range.floor, v_range.ceiling);
    -- A question of a wave is decided once: nothing later is measured against who was counted in what.
    perform gracy.forget_parts(p_team_space_id, v_subject, p_day + 1);
    delete from gracy.release_contributors counted
    where counted.team_space_id = p_team_space_id and counted.subject = v_subject;
end
$$;
