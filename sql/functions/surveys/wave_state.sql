-- A wave's state as people see it: launched is scheduled, open or closed by the clock.
create or replace function gracy.wave_state(p_state text, p_opens_at timestamptz, p_closes_at timestamptz) returns text
    language sql stable parallel safe
    return case when p_state <> 'launched' then p_state
                when p_opens_at > now() then 'scheduled'
                when p_closes_at > now() then 'open'
                else 'closed' end;
