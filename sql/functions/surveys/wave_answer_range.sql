-- What answers to a question range over, for the rule about groups whose answers are alike (gracy.too_alike). An eNPS
-- counts by band: detractor -1, passive 0, promoter 1. Options are names, so that none is the lowest or the highest; of
-- several, each is chosen (1) or not (0).
create or replace function gracy.wave_answer_range(p_kind text, p_metric text, out floor int, out ceiling int)
    language sql immutable parallel safe
    return case when p_metric = 'enps' then row (-1, 1)
                when p_kind = 'likert5' then row (1, 5)
                when p_kind = 'scale' then row (0, 10)
                when p_kind = 'multi' then row (0, 1)
                else row (0, 0) end;
