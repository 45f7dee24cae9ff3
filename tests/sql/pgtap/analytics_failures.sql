-- A period whose numbers cannot be counted keeps no other from being counted.
begin;
\ir company.inc
select plan(5);
update team_space set status = 'suspended' where id not in (900001, 900002);
delete from analytics_unit;
set local role gracy_app;
do $$ begin perform gracy.open_analytics_units(); end $$;
create temporary table failed as select due.team_space_id, due.grain, due.period_start from gracy.due_activity() as due;
select ok(put_off_activity(), 'what fails is put off');
select isnt((select row(due.team_space_id, due.grain, due.period_start) from gracy.due_activity() as due),
            (select row(failed.*) from failed), 'another one is next');
do $$ begin
    while (select due.failed_at is null from gracy.due_activity() as due) loop perform gracy.roll_up_activity(1000); end loop;
end $$;
select is((select row(unit.team_space_id, unit.grain, unit.period_start) from analytics_unit unit where rolled_at is null),
          (select row(failed.*) from failed), 'and all others are, before it is tried again');
select ok(roll_up_activity(1000), 'when it is');
do $$ begin while gracy.roll_up_activity(1000) loop end loop; end $$;
select is((select count(*)::int from analytics_unit where failed_at is not null or rolled_at is null), 0, 'it is one like the others again');
select * from finish();
rollback;
