-- How often a group's check-ins are published: small groups change by one person from week to week, so they wait for the month.
create or replace function gracy.check_in_grain(p_members bigint) returns text
    language sql immutable parallel safe
    return case when p_members >= 15 then 'week' else 'month' end;
