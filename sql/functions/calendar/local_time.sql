-- A moment by the clocks of a time zone (ISO 8601, with its offset), as files for people tell it.
create or replace function gracy.local_time(p_at timestamptz, p_tz text) returns text
    language plpgsql stable strict parallel safe as $$
declare
    v_local timestamp := p_at at time zone p_tz;
    v_offset interval := v_local - p_at at time zone 'UTC';
begin
    return to_char(v_local, 'YYYY-MM-DD"T"HH24:MI:SS') || case when v_offset < '0' then '-' else '+' end
           || to_char(greatest(v_offset, -v_offset), 'HH24:MI');
end
$$;
