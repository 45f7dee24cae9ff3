-- A member carries the department's name; it is always the department's.
begin;
\ir company.inc
select plan(9);
create function pg_temp.seen(person bigint) returns text language sql as $$
    select concat_ws(' ', department_id, department_name) from member where team_space_id = 900001 and id = person
$$;
insert into department (team_space_id, id, name) overriding system value values (900001, 7002, '새 팀'), (900002, 7003, '남의 팀');
select is(pg_temp.seen(7002), '7001 department 900001', 'the name comes with the department');
update department set name = '이름 바뀐 팀' where team_space_id = 900001 and id = 7001;
select is(pg_temp.seen(7002), '7001 이름 바뀐 팀', 'and changes with it');
select is((select version from member where team_space_id = 900001 and id = 7002), 2, 'as a new version of the member');
select is((select department_name from member where team_space_id = 900002 and id = 7002), 'department 900002'::text, 'in its team space only');
update member set department_id = 7002 where team_space_id = 900001 and id = 7002;
select is(pg_temp.seen(7002), '7002 새 팀', 'and with the member');
update member set department_id = null where team_space_id = 900001 and id = 7002;
select is(pg_temp.seen(7002), '', 'without one there is none');
update member set department_name = '사칭' where team_space_id = 900001 and id = 7003;
select is(pg_temp.seen(7003), '7001 이름 바뀐 팀', 'nobody writes another');
select throws_ok('update member set department_id = 7003 where team_space_id = 900001 and id = 7002', '23514', null,
                 'a department of another team space is none');
select throws_ok('delete from department where team_space_id = 900001 and id = 7001', '23503', null, 'one with members stays');
select * from finish();
rollback;
