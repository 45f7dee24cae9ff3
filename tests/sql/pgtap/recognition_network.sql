-- With how many others a group's people exchange recognition: of enough people, of nobody alone, once a month is over.
begin;
\ir company.inc
select plan(12);
update member set status = 'left' where team_space_id in (900001, 900002);
insert into department (team_space_id, id, name) overriding system value
select space, id, 'network ' || id from unnest(array[900001, 900002]) as space, unnest(array[7601, 7602, 7603]) as id;
-- Twelve, eight and three.
insert into member (team_space_id, id, name, email, department_id, status, hired_on) overriding system value
select space, 7600 + n, 'knot ' || n, 'k' || n || '@example.org', case when n <= 12 then 7601 when n <= 20 then 7602 else 7603 end, 'active', '2024-01-01'
from unnest(array[900001, 900002]) as space, generate_series(1, 23) as n;
-- The first six give to nobody, the next three to two each, the twelfth and the last to many; in February everybody gives to one.
insert into recognition_edge (team_space_id, giver_id, month, receiver_id, gifts, points)
select 900001, 7600 + giver, '2026-01-01', 7600 + receiver, 1, 1
from (values (7, 2), (8, 2), (9, 2), (10, 4), (12, 8), (13, 1), (14, 1), (15, 3), (16, 3), (23, 20)) as gives(giver, others),
     generate_series(1, 23) as receiver
where receiver <> giver and receiver <= others + (giver <= others)::int;
insert into recognition_edge (team_space_id, giver_id, month, receiver_id, gifts, points)
select 900001, 7600 + n, '2026-02-01', 7600 + n % 23 + 1, 1, 1 from generate_series(1, 23) as n;
set local role gracy_app;
select results_eq($$ select n, degree_bucket(n) from unnest(array[0, 1, 2, 3, 5, 6, 100]) as n $$,
                  $$ values (0, 0), (1, 1), (2, 1), (3, 2), (5, 2), (6, 3), (100, 3) $$, 'none, 1 to 2, 3 to 5, and more');
do $$ begin perform release_degrees(900001, '2026-01-01'); perform release_degrees(900001, '2026-02-01'); end $$;
create function pg_temp.told(subject text, month date, kind text, of_group bigint) returns text language sql as $$
    select coalesce(reason, details ->> 'shares') from released_cell
    where team_space_id = 900001 and subject = 'recognition_' || told.subject and grain = 'month' and period_start = month and group_kind = kind and group_id = of_group $$;
select is(pg_temp.told('given', '2026-01-01', 'all', 0)::jsonb, '{"0": 57, "1-2": 22, "3-5": 13, "6+": 9}', 'of everybody');
select is(pg_temp.told('given', '2026-01-01', 'department', 7601)::jsonb, '{"0": 60, "1-2": 25, "3-5": 10, "6+": 10}', 'of a department, in steps of five');
select is(pg_temp.told('given', '2026-01-01', 'department', 7603), 'too_few', 'not of three people');
select is(pg_temp.told('given', '2026-01-01', 'department', 7602), 'complementary', 'so not of the eight: the three would be what is left of the whole');
select ok(pg_temp.told('received', '2026-01-01', 'department', 7601) like '{%', 'and from how many they get it');
select is(pg_temp.told('given', '2026-02-01', 'department', 7602), 'complementary', 'held back alike in another month');
select is((select count(*)::int from released_cell where team_space_id = 900002 and subject like 'recognition_%'), 0, 'another company''s people are its own');
reset role;
delete from recognition_edge where team_space_id = 900001 and month = '2026-01-01';
set local role gracy_app;
do $$ begin perform release_degrees(900001, '2026-01-01'); end $$;
select is(pg_temp.told('given', '2026-01-01', 'all', 0)::jsonb, '{"0": 57, "1-2": 22, "3-5": 13, "6+": 9}', 'what was told stands, whatever is taken back');
reset role;
update member set status = 'left' where team_space_id = 900001 and id between 7607 and 7623;
set local role gracy_app;
do $$ begin perform release_degrees(900001, '2026-03-01'); end $$;
select is(pg_temp.told('given', '2026-03-01', 'all', 0), 'complementary', 'that nobody gave anything would be each one''s answer');
select is((select count(*)::int from release_part where team_space_id = 900001 and subject like 'recognition_%')
          + (select count(*)::int from release_contributors where team_space_id = 900001 and subject like 'recognition_%'), 0, 'who was counted is not kept');
-- Six at work, of whom three give; six on leave.
reset role;
update member set status = case when id <= 7606 then 'active' else 'on_leave' end where team_space_id = 900001 and id between 7601 and 7612;
insert into recognition_edge (team_space_id, giver_id, month, receiver_id, gifts, points)
select 900001, 7600 + n, '2026-04-01', 7601 + n, 1, 1 from generate_series(1, 3) as n;
set local role gracy_app;
do $$ begin perform release_degrees(900001, '2026-04-01'); end $$;
select is(pg_temp.told('given', '2026-04-01', 'all', 0)::jsonb, '{"0": 50, "1-2": 50, "3-5": 0, "6+": 0}', 'nobody on leave is one who gave to nobody');
select * from finish();
rollback;
