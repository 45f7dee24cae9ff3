-- What the deciding of one question of a wave is called, or of one option of a question that takes several.
create or replace function gracy.wave_subject(p_wave_id bigint, p_question_no int, p_option int default null) returns text
    language sql stable parallel safe
    return concat_ws(':', 'survey_wave', p_wave_id, p_question_no, p_option);
