-- A file of people: all of it or nothing, by e-mail address, managers in any order.
begin;
\ir company.inc
insert into department (team_space_id, id, parent_id, name, name_en) overriding system value
values (900001, 7010, 7001, '개발', 'Engineering'), (900001, 7011, 7010, '공통', null), (900001, 7012, 7001, '공통', null),
       (900002, 7013, null, '남의 부서', null);
insert into location (team_space_id, id, name) overriding system value values (900001, 7001, '서울');
insert into role_grant (team_space_id, member_id, role) values (900001, 7001, 'owner'), (900001, 7101, 'admin');
set local role gracy_app;
select plan(61);

create function pg_temp.imported(people jsonb, dry_run bool default false, actor bigint default 7001) returns text[] language sql as $$
    select array_agg(concat_ws(' ', line, nullif(outcome, 'refused'), nullif(array_to_string(changes, '+'), ''), field, code, subject) collate "default")
    from import_members(900001, actor, people, dry_run, 'r')
$$;
create function pg_temp.state() returns text language sql as $$
    select md5(string_agg(member::text, '' order by id)) from member where team_space_id = 900001
$$;
create function pg_temp.manager(address text) returns text language sql as $$
    select manager.email from member join member manager on manager.team_space_id = 900001 and manager.id = member.manager_id
    where member.team_space_id = 900001 and member.email = address
$$;

-- A chain whose lower ends come first.
create temporary table file as select '[
    {"line": 2, "email": "c@example.org", "name": "셋", "manager_email": "b@example.org"},
    {"line": 3, "email": "b@example.org", "name": "둘", "manager_email": "A@example.org", "department": "개발", "location": "서울"},
    {"line": 4, "email": "a@example.org", "name": "하나", "manager_email": "minsu@example.org", "department": "department 900001 > 공통", "hired_on": "2026-11-01"},
    {"line": 6, "email": "Younghee@example.org", "title": "책임", "birth_month": 2, "birth_day": 30, "birth_lunar": true}
]'::jsonb as people;
create temporary table before as select pg_temp.state() as state;
select is(pg_temp.imported(people, true), '{2 created,3 created,4 created,6 updated birth_day+birth_lunar+birth_month+title}',
          'a dry run says what would happen') from file;
select is(pg_temp.state(), state, 'and changes nothing') from before;
select is((select count(*)::int from audit_log where team_space_id = 900001), 0, 'nor does it leave a trace');
select is(pg_temp.imported(people), '{2 created,3 created,4 created,6 updated birth_day+birth_lunar+birth_month+title}', 'then it happens') from file;
select is(pg_temp.manager('c@example.org'), 'b@example.org', 'managers of the same file');
select is(pg_temp.manager('b@example.org'), 'a@example.org', 'in any case of letters');
select is(pg_temp.manager('a@example.org'), 'minsu@example.org', 'and who was there');
select is((select array_agg(ancestor_id order by depth desc) filter (where depth > 2) from member_edge
           join member on member.team_space_id = member_edge.team_space_id and member.id = member_id
           where member_edge.team_space_id = 900001 and email = 'c@example.org'), '{7001}', 'the closure knows');
select results_eq($$ select department_name::text collate "default", location_id, status, hired_on, celebrates_anniversary from member
                     where team_space_id = 900001 and email in ('a@example.org', 'b@example.org') order by email $$,
                  $$ values ('공통', null, 'active', date '2026-11-01', true), ('개발', 7001::bigint, 'active', null, true) $$, 'departments by their path, places');
select results_eq($$ select title, name, birth_day::int, version from member where team_space_id = 900001 and id = 7002 $$,
                  $$ values ('책임', '이영희' collate "C", 30, 2) $$, 'what a line leaves blank stays');
select is((select array_agg(action || ' ' || count) from (select action, count(*) from audit_log where team_space_id = 900001 group by 1 order by 1) as x),
          '{"member.create 3","member.update 1"}', 'each is in the log');
select is(pg_temp.imported(people), '{2 unchanged,3 unchanged,4 unchanged,6 unchanged}', 'the same file again changes nothing') from file;
select is(pg_temp.imported('[{"line": 2, "email": "a@example.org", "department": "공통"}]'), '{"2 unchanged"}', 'a name that several have is clear for who is in one of them');
select is((select version from member where team_space_id = 900001 and id = 7002), 2, 'not even a version');

-- What is wrong, all of it at once.
select is(pg_temp.imported('[
    {"line": 2, "email": "x@example.org"},
    {"line": 3, "email": "minsu@example.org", "department": "없는 부서"},
    {"line": 4, "email": "younghee@example.org", "department": "공통", "location": "달"},
    {"line": 5, "email": "CHULSOO@example.org", "manager_email": "nobody@example.org"},
    {"line": 6, "email": "chulsoo@example.org"},
    {"line": 7, "email": "lefty@example.org", "manager_email": "gone@example.org", "hired_on": "2026-01-02", "left_on": "2026-01-01"},
    {"line": 8, "email": "leave@example.org", "birth_month": 2, "birth_day": 30},
    {"line": 9, "email": "invited@example.org", "tz": "Mars/Olympus", "status": "left", "left_on": "2999-01-01"},
    {"line": 10, "email": "new@example.org", "name": "고운", "department": "남의 부서", "manager_email": "righty@example.org"}
]'), array['2 name required', '3 department unknown_department 없는 부서', '4 department ambiguous_department 공통', '4 location unknown_location 달',
           '5 manager_email unknown_manager nobody@example.org', '6 email duplicate 5', '7 left_on has_passed', '7 left_on left_before_hired',
           '7 manager_email inactive_manager gone@example.org', '8 birthday invalid_birthday', '9 left_on leaves_later', '9 tz unknown_tz Mars/Olympus',
           '10 department unknown_department 남의 부서', '10 manager_email unknown_manager righty@example.org'],
    'everything that is wrong is said');
select is((select count(*)::int from member where team_space_id = 900001 and email in ('x@example.org', 'new@example.org')), 0, 'and nothing was written');

-- Circles.
select is(pg_temp.imported('[{"line": 2, "email": "minsu@example.org", "manager_email": "minsu@example.org"}]'), '{2 manager_email manager_cycle}', 'oneself');
select is(pg_temp.imported('[{"line": 2, "email": "minsu@example.org", "manager_email": "c@example.org"}]'), '{2 manager_email manager_cycle}', 'with who is below');
select is(pg_temp.imported('[{"line": 2, "email": "p@example.org", "name": "피", "manager_email": "q@example.org"},
                             {"line": 3, "email": "q@example.org", "name": "큐", "manager_email": "r@example.org"},
                             {"line": 4, "email": "r@example.org", "name": "알", "manager_email": "p@example.org"},
                             {"line": 5, "email": "s@example.org", "name": "에스", "manager_email": "p@example.org"}]'),
          '{2 manager_email manager_cycle,3 manager_email manager_cycle,4 manager_email manager_cycle}', 'among newcomers, and not who is only below it');
select is(pg_temp.imported('[{"line": 2, "email": "minsu@example.org", "manager_email": "a@example.org"},
                             {"line": 3, "email": "a@example.org", "manager_email": "younghee@example.org"},
                             {"line": 4, "email": "younghee@example.org", "manager_email": "lefty@example.org"}]'),
          '{2 updated manager_id,3 updated manager_id,4 updated manager_id}', 'what a file turns around as a whole is none');
select is(pg_temp.manager('minsu@example.org'), 'a@example.org', 'and is turned around');

-- Owners, leavers.
select is(pg_temp.imported('[{"line": 2, "email": "minsu@example.org", "status": "left"}]'), '{2 status last_owner}', 'the last owner stays');
select is(pg_temp.imported('[{"line": 2, "email": "minsu@example.org", "status": "left"}]', actor => 7101), '{2 status last_owner,2 status owners_only}', 'whoever asks');
select is(pg_temp.imported('[{"line": 2, "email": "minsu@example.org", "title": "대표"}]', actor => 7101), '{2 updated title}', 'a title is written by anybody who may');
select is(pg_temp.imported('[{"line": 2, "email": "minsu@example.org", "left_on": "2999-01-01"}]', actor => 7101), '{2 left_on owners_only}', 'an owner''s last day is not');
select is((select left_on from member where team_space_id = 900001 and id = 7001), null, 'and none is written');
select is(pg_temp.imported('[{"line": 2, "email": "minsu@example.org", "left_on": "2999-01-01"}]'), '{2 updated left_on}', 'owners write it');
select is(pg_temp.imported('[{"line": 2, "email": "minsu@example.org", "left_on": "2999-01-01"}]', actor => 7101), '{2 unchanged}', 'a file that says what is there changes none');
reset role;
insert into session (id_hash, team_space_id, member_id, idle_expires_at, expires_at)
values (sha256('import leaver'), 900001, 7003, now() + interval '1 hour', now() + interval '1 hour'),
       (sha256('import namesake'), 900002, 7003, now() + interval '1 hour', now() + interval '1 hour');
set local role gracy_app;
select is(pg_temp.imported('[{"line": 2, "email": "chulsoo@example.org", "status": "left"}]'), '{2 updated left_on+status}', 'somebody leaves');
select is((select left_on from member where team_space_id = 900001 and id = 7003), (now() at time zone 'Asia/Seoul')::date, 'today');
reset role;
select is((select array_agg(team_space_id) from session where member_id = 7003 and team_space_id > 900000), '{900002}', 'and is signed out, the namesake is not');
set local role gracy_app;
select is(pg_temp.imported('[{"line": 2, "email": "chulsoo@example.org", "status": "active"}]'), '{2 updated left_on+status}', 'and comes back');

-- Yesterday was the last day of somebody, and the file of every night still says that they work here.
create function pg_temp.nightly() returns jsonb language sql as $$
    select jsonb_build_array(jsonb_build_object('line', 2, 'email', 'chulsoo@example.org', 'status', 'active',
                                                'left_on', (now() at time zone 'Asia/Seoul')::date - 1))
$$;
select is(pg_temp.imported(pg_temp.nightly()), '{2 left_on has_passed}', 'a day that is over is nobody''s last day to come');
reset role;
update member set left_on = (now() at time zone 'Asia/Seoul')::date - 1 where team_space_id = 900001 and id = 7003;
set local role gracy_app;
select is(pg_temp.imported(pg_temp.nightly()), '{2 unchanged}', 'what is there already is no mistake, until they have left');
reset role;
update member set status = 'left' where team_space_id = 900001 and id = 7003;
set local role gracy_app;
select is(pg_temp.imported(pg_temp.nightly()), '{2 left_on has_passed}', 'who has left does not come back by it');
select is((select array[status, (left_on is not null)::text] from member where team_space_id = 900001 and id = 7003), '{left,true}', 'and has still left');
select is(pg_temp.imported('[{"line": 2, "email": "late@example.org", "name": "늦음", "left_on": "2026-01-01"}]'), '{2 left_on has_passed}', 'nor does somebody new come for a day that is over');
select is(pg_temp.imported('[]'), null, 'a file of nobody is no mistake');

-- Whose offer fell through.
reset role;
update member set hired_on = '2999-02-01' where team_space_id = 900001 and id = 7006;
set local role gracy_app;
select is(change_member(900001, 7001, 7006, 0, '{"status": "left", "left_on": "2026-01-15"}', 'r'), 'ok', 'who never began goes before the day');
select is(pg_temp.imported('[{"line": 2, "email": "invited@example.org", "status": "left", "left_on": "2026-01-15", "hired_on": "2999-02-01"}]'),
          '{2 unchanged}', 'and a file that was exported with them is taken back');
select is(pg_temp.imported('[{"line": 2, "email": "invited@example.org", "status": "left", "left_on": "2026-01-15", "hired_on": "2999-02-02"}]'),
          '{2 left_on left_before_hired}', 'as it is');
select is(pg_temp.imported('[{"line": 2, "email": "offer@example.org", "name": "제안", "status": "invited", "hired_on": "2999-02-01"}]'), '{2 created}', 'somebody is invited');
select is(pg_temp.imported('[{"line": 2, "email": "offer@example.org", "status": "left", "left_on": "2026-01-15"}]'), '{2 updated left_on+status}',
          'and a file says that they do not come');
select is(pg_temp.imported('[{"line": 2, "email": "soon@example.org", "name": "곧시작", "status": "active", "hired_on": "2999-02-01"}]'), '{2 created}', 'somebody is active before they begin');
select is(pg_temp.imported('[{"line": 2, "email": "soon@example.org", "status": "left"}]'), '{2 updated left_on+status}', 'and need not begin either');

-- The other team space.
select is((select count(*)::int from member where team_space_id = 900002 and version > 1), 0, 'nobody elsewhere was touched');
select is((select count(*)::int from audit_log where team_space_id = 900002), 0, 'nor is anything said of them');

-- Newest first, teams by name: the orders that 0011 keeps.
reset role;
insert into team (team_space_id, id, name) overriding system value values (900001, 7001, '팀');
insert into team_member (team_space_id, team_id, member_id) values (900001, 7001, 7001), (900001, 7001, 7002);
update member set name = '가나다' where team_space_id = 900001 and id = 7002;
select is((select member_name::text from team_member where team_space_id = 900001 and member_id = 7002), '가나다', 'a team knows a new name');
update team_member set member_name = '사칭' where team_space_id = 900001 and member_id = 7002;
select is((select member_name::text from team_member where team_space_id = 900001 and member_id = 7002), '가나다', 'and no other');
select is(hire_rank('2026-11-21') < hire_rank('2026-11-20'), true, 'who came later stands in front');
select is(hire_rank(null) > hire_rank('0001-01-01'), true, 'and who has no day last');
select throws_ok($$ insert into department (team_space_id, parent_id, name) values (900001, 7001, '개발') $$, '23505', null, 'a name is one department''s among its neighbours');
select throws_ok($$ update member set birth_month = 2, birth_day = 30, birth_lunar = false where team_space_id = 900001 and id = 7001 $$, '23514', null, 'no thirtieth of February is stored');
select is(is_birthday(2023, 2, 29, false, '2026-11-21'), false, 'no leap day in a common year');
select is(is_birthday(2024, 2, 29, false, '2026-11-21'), true, 'one in a leap year');
select is(is_birthday(null, 2, 29, false, '2026-11-21'), true, 'and one without a year');
select is(is_birthday(2026, 11, 22, false, '2026-11-21'), false, 'nobody is born tomorrow');

-- What was exported is imported, however deep departments of one name lie.
reset role;
insert into department (team_space_id, id, name, name_en, parent_id) overriding system value
values (900001, 7900, '본부A', 'A', null), (900001, 7901, '본부B', 'B', null), (900001, 7902, '지원팀', 'Support', 7900), (900001, 7903, '지원팀', null, 7901),
       (900001, 7904, '파트', null, 7902), (900001, 7905, '파트', null, 7903), (900001, 7906, '유일', null, 7905);
insert into member (team_space_id, id, name, email, department_id, status) overriding system value
select 900001, 7900 + n, 'exported ' || n, 'exported' || n || '@example.org', 7900 + n, 'active' from generate_series(0, 6) as n;
set local role gracy_app;
\i :statements
create temporary table exported as execute "people/export_members"(900001, 'exported', 0, 7, true);
select is((select array_agg(place order by id) from exported as written(id, name, name_en, email, title, place)),
          '{본부A,본부B,"본부A > 지원팀","본부B > 지원팀","본부A > 지원팀 > 파트","본부B > 지원팀 > 파트",유일}', 'a department is written so that it is found, and no longer than that');
select is((select array_agg(outcome) from (select distinct outcome from import_members(900001, 7001,
              (select jsonb_agg(jsonb_build_object('line', row_number + 1, 'email', email, 'department', place)) from (select row_number() over (), * from exported as written(id, name, name_en, email, title, place)) as lines), false, 'r')) as found),
          '{unchanged}', 'and read back it changes nobody');
select is(pg_temp.imported('[{"line": 2, "email": "exported0@example.org", "department": "파트"}]'), '{"2 department ambiguous_department 파트"}', 'a bare name does not say which to go to');
select is(pg_temp.imported('[{"line": 2, "email": "exported0@example.org", "department": "A > Support"}]'), '{"2 updated department_id"}', 'a path in English does');
select * from finish();
rollback;
