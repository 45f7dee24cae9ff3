-- Whether the server knows a time zone of this name; none is one.
create or replace function gracy.is_time_zone(p_tz text) returns bool
    language plpgsql stable parallel restricted as $$
begin
    perform now() at time zone p_tz;
    return true;
exception
    when invalid_parameter_value then
        return false;
end
$$;
