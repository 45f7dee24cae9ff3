-- All periods of all team spaces, rolled up.
do $$
begin
    while gracy.roll_up_activity(1000000) loop
    end loop;
end
$$;
update analytics_unit set rolled_at = now() - interval '1 hour' where not final;
