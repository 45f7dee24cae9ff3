-- The first day behind a week or a month.
create or replace function gracy.period_end(p_grain text, p_start date) returns date
    language plpgsql immutable strict parallel safe as $$
begin
    return case p_grain when 'week' then p_start + 7 else (p_start + interval '1 month')::date end;
end
$$;
