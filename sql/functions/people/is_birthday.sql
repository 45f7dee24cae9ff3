-- Whether somebody can have been born then: a month with its day, perhaps with a year that has that day and is not to
-- come. A month of the lunar calendar has up to 30 days; which one has them is not asked.
create or replace function gracy.is_birthday(p_year int, p_month int, p_day int, p_lunar bool, p_today date) returns bool
    language sql immutable parallel safe as $$
    select case
        when p_month is null and p_day is null then p_year is null
        when p_month is null or p_day is null then false
        when p_lunar then p_day <= 30 and coalesce(p_year <= extract(year from p_today), true)
        -- A leap year allows every day that a birthday without a year may be.
        when p_day > extract(day from (make_date(coalesce(p_year, 2000), p_month, 1) + interval '1 month - 1 day')) then false
        when p_year is null then true
        else make_date(p_year, p_month, p_day) <= p_today
    end
$$;
