-- The last business day up to that day, itself included. A calendar without any in two months leaves the day as it is.
create or replace function gracy.last_business_day(p_team_space_id bigint, p_on date) returns date
    language plpgsql stable as $$
begin
    return coalesce((select max(day)::date
                     from generate_series(p_on - 60, p_on, interval '1 day') as day
                     where extract(isodow from day) < 6
                           and not exists (select from gracy.holiday
                                           where holiday.team_space_id = p_team_space_id and holiday.on_date = day::date)),
                    p_on);
end
$$;
