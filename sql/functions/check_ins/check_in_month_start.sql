-- The Monday on which a month of check-ins begins: a week belongs to the month that has its Thursday, so a month is made
-- of whole weeks and the one cannot be subtracted from the other.
create or replace function gracy.check_in_month_start(p_month date) returns date
    language sql immutable parallel safe
    return date_trunc('week', (p_month + 3)::timestamp)::date;
