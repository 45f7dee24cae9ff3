-- An instant as people write it down where they are: "2026-12-01 09:30 (Asia/Seoul)". Null of null.
create or replace function gracy.clock_time(p_at timestamptz, p_tz text) returns text
    language sql stable as $$
    select to_char(p_at at time zone p_tz, 'YYYY-MM-DD HH24:MI') || ' (' || p_tz || ')'
$$;
