-- The n-th business day after a day (which need not be one). Nobody waits for ever: a calendar without enough of them in
-- three times as many days and two months gives that far day.
create or replace function gracy.add_business_days(p_team_space_id bigint, p_from date, p_days int) returns date
    language plpgsql stable as $$
begin
    return coalesce((select day::date
                     from generate_series(p_from + 1, p_from + 3 * p_days + 60, interval '1 day') as day
                     where extract(isodow from day) < 6
                           and not exists (select from gracy.holiday
                                           where holiday.team_space_id = p_team_space_id and holiday.on_date = day::date)
                     order by day
                     offset p_days - 1 limit 1),
                    p_from + 3 * p_days + 60);
end
$$;
