-- Whether people work on that day: neither a weekend nor a holiday of the team space.
create or replace function gracy.is_business_day(p_team_space_id bigint, p_on date) returns bool
    language plpgsql stable as $$
begin
    return extract(isodow from p_on) < 6
           and not exists (select from gracy.holiday
                           where holiday.team_space_id = p_team_space_id and holiday.on_date = p_on);
end
$$;
