-- An answer as the rule about groups whose answers are alike looks at it; see gracy.wave_answer_range.
create or replace function gracy.wave_answer_score(p_metric text, p_value int) returns int
    language sql immutable parallel safe
    return case when p_metric is distinct from 'enps' then p_value
                when p_value >= 9 then 1
                when p_value <= 6 then -1
                else 0 end;
