-- An instant as people write it down where they are, in the reader's language: "2026년 11월 25일 (수) 오후 12:30",
-- "Wed, Nov 25, 2026, 12:30 PM". p_tz is the reader's own, and so goes without saying. Null of null.
create or replace function gracy.clock_time(p_at timestamptz, p_tz text, p_locale text) returns text
    language sql stable as $$
    select case when p_locale = 'ko'
                then to_char(local.at, 'YYYY"년" FMMM"월" FMDD"일" (')
                     || (array['일', '월', '화', '수', '목', '금', '토'])[extract(dow from local.at)::int + 1]
                     || case when extract(hour from local.at) < 12 then ') 오전 ' else ') 오후 ' end || to_char(local.at, 'FMHH12:MI')
                else to_char(local.at, 'Dy, Mon FMDD, YYYY, FMHH12:MI AM') end
    from (select p_at at time zone p_tz as at) as local
$$;

-- For readers of either language and of other clocks, as who approves an announcement: "2026-12-01 09:30 (Asia/Seoul)".
create or replace function gracy.clock_time(p_at timestamptz, p_tz text) returns text
    language sql stable as $$
    select to_char(p_at at time zone p_tz, 'YYYY-MM-DD HH24:MI') || ' (' || p_tz || ')'
$$;
