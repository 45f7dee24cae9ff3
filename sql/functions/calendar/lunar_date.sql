-- The day on which a lunar day falls in a lunar year; null outside the calendar's years. The ordinary month, never the
-- leap one of the same number; the 30th of a month that has 29 days is its last.
create or replace function gracy.lunar_date(p_lunar_year int, p_month int, p_day int) returns date
    language plpgsql stable as $$
begin
    return (select starts_on + least(p_day, days::int) - 1
            from gracy.lunar_month
            where lunar_year = p_lunar_year and month = p_month and not leap);
end
$$;
