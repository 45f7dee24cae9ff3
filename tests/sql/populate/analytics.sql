-- All periods of all team spaces, rolled up.
do $$
begin
    while gracy.roll_up_activity(1000000) loop
    end loop;
end
$$;
-- Gifts that were taken back: periods that wait to be rolled up anew.
insert into analytics_reopening (team_space_id, grain, period_start) select team_space_id, grain, period_start from analytics_unit, generate_series(1, 20);
-- What runs was rolled up a moment ago; a month of long ago waits, and will be final.
insert into analytics_unit (team_space_id, grain, period_start) select id, 'month', '2019-01-01' from team_space where slug = 'hanbit';
