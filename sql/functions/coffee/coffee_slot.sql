-- The first round's time after a moment: the weekday at its time on the team space's clock, every so many weeks since
-- starts_on, and on the next business day when that is a holiday.
create or replace function gracy.coffee_slot(
    p_team_space_id bigint,
    p_cadence text,
    p_weekday int,
    p_at time,
    p_starts_on date,
    p_after timestamptz) returns timestamptz
    language plpgsql stable as $$
declare
    v_days int := 7 * case p_cadence when 'weekly' then 1 when 'every_2_weeks' then 2 else 4 end;
    v_first date := p_starts_on + (p_weekday - extract(isodow from p_starts_on)::int + 7) % 7;
    v_tz text;
    v_day date;
    v_slot timestamptz;
begin
    select tz into v_tz from gracy.team_space where id = p_team_space_id;
    -- A round moved by holidays may come after the day that is looked from: begin one earlier.
    v_day := v_first + v_days * greatest(0, ((p_after at time zone v_tz)::date - v_first) / v_days - 1);
    loop
        v_slot := (gracy.next_business_day(p_team_space_id, v_day) + p_at) at time zone v_tz;
        exit when v_slot > p_after;
        v_day := v_day + v_days;
    end loop;
    return v_slot;
end
$$;
