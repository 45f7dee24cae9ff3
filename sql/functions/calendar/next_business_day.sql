-- The first business day from that day on, itself included.
create or replace function gracy.next_business_day(p_team_space_id bigint, p_on date) returns date
    language plpgsql stable as $$
begin
    return gracy.add_business_days(p_team_space_id, p_on - 1, 1);
end
$$;
