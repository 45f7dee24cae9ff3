-- Who sees on which day somebody will leave.
begin;
\ir company.inc
select plan(4);
update member set left_on = now()::date + 30 where team_space_id = 900001 and id = 7002;
update member set left_on = '2026-01-01' where team_space_id = 900001 and id = 7004;
set local role gracy_app;
\i :statements
create function pg_temp.shown(viewer bigint, whose bigint, sees_all bool default false) returns date language plpgsql as $$
declare
    line record;
begin
    for line in execute format('execute "people/get_member"(900001, %s, %s, %L)', whose, viewer, sees_all) loop
        return line.left_on;
    end loop;
end
$$;
select isnt(pg_temp.shown(7002, 7002), null, 'one knows one''s own last day');
select isnt(pg_temp.shown(7001, 7002, true), null, 'so does who manages people');
select is(pg_temp.shown(7003, 7002), null, 'colleagues do not');
select is(pg_temp.shown(7003, 7004), '2026-01-01', 'when somebody left they do');
select * from finish();
rollback;
