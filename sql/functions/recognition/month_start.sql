-- The first day of the month that it is at a moment in a time zone: whose allowance a gift is paid from.
create or replace function gracy.month_start(moment timestamptz, tz text) returns date
    language sql immutable strict parallel safe
    return date_trunc('month', moment at time zone tz)::date;
