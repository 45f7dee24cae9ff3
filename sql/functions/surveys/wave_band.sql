-- Low, middle or high: what may be said of a few who all answered the same.
create or replace function gracy.wave_band(p_kind text, p_value int) returns text
    language sql immutable parallel safe
    return case when p_kind = 'likert5' and p_value = 3 or p_kind = 'scale' and p_value in (7, 8) then 'middle'
                when p_kind = 'likert5' and p_value > 3 or p_kind = 'scale' and p_value > 8 then 'high'
                else 'low' end;
