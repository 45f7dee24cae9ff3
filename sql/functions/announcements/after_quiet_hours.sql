-- The first moment, not before p_at, that is outside the quiet hours of a clock.
create or replace function gracy.after_quiet_hours(p_at timestamptz, p_tz text, p_from time, p_until time) returns timestamptz
    language sql immutable parallel safe
    return case
        when p_from is null or p_until is null then p_at
        when p_from < p_until and (p_at at time zone p_tz)::time >= p_from and (p_at at time zone p_tz)::time < p_until
            then ((p_at at time zone p_tz)::date + p_until) at time zone p_tz
        when p_from > p_until and (p_at at time zone p_tz)::time >= p_from
            then ((p_at at time zone p_tz)::date + 1 + p_until) at time zone p_tz
        when p_from > p_until and (p_at at time zone p_tz)::time < p_until
            then ((p_at at time zone p_tz)::date + p_until) at time zone p_tz
        else p_at
    end;
