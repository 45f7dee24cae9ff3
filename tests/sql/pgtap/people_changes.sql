-- Who is under whom, who may leave, what a birthday is: the rules of changing people.
begin;
\ir company.inc
insert into role_grant (team_space_id, member_id, role) values (900001, 7001, 'owner'), (900001, 7101, 'admin');
insert into location (team_space_id, id, name) overriding system value values (900001, 7001, '서울'), (900002, 7009, '남의 사무실');
insert into team (team_space_id, id, name) overriding system value values (900001, 7001, '팀'), (900002, 7001, '남의 팀');
insert into department (team_space_id, id, parent_id, name) overriding system value
values (900001, 7010, 7001, '본부'), (900001, 7011, 7010, '팀'), (900002, 7012, null, '남의 부서');
set local role gracy_app;
select plan(102);

create function pg_temp.changed(person bigint, changes jsonb, expected int default 0, actor bigint default 7001) returns text language sql as $$
    select outcome from change_member(900001, actor, person, expected, changes, 'r1')
$$;
create function pg_temp.person(person bigint) returns member language sql as $$
    select member from member where team_space_id = 900001 and id = person
$$;
create function pg_temp.above(person bigint) returns bigint[] language sql as $$
    select array_agg(ancestor_id order by depth) from member_edge where team_space_id = 900001 and member_id = person
$$;

-- What is named changes, and nothing else.
select is(pg_temp.changed(7002, '{"title": "책임", "name_en": null}'), 'ok', 'a change');
select is((pg_temp.person(7002)).title, '책임', 'is made');
select is((pg_temp.person(7002)).name_en, null, 'null takes away');
select is((pg_temp.person(7002)).name, '이영희', 'what is not named stays');
select is((pg_temp.person(7002)).version, 2, 'it is a new version');
select is(pg_temp.changed(7002, '{"title": "수석"}', 1), 'version_mismatch', 'who read an older one loses nobody''s change');
select is((pg_temp.person(7002)).title, '책임', 'nothing was changed');
select is(pg_temp.changed(7002, '{"title": "수석"}', 2), 'ok', 'with the version that is there it is');
select is((select diff -> 'title' from audit_log where team_space_id = 900001 order by id desc limit 1), '["책임", "수석"]', 'the log says what');
select is((select array[actor_id::text, action, target_id, request_id] from audit_log where team_space_id = 900001 order by id desc limit 1),
          '{7001,member.update,7002,r1}', 'and who');
select is(pg_temp.changed(4711, '{"title": "x"}'), 'not_found', 'nobody cannot be changed');
select is(pg_temp.changed(7102, '{"title": "x"}'), 'not_found', 'nor a member of another team space');
select is(pg_temp.changed(7002, '{"email": "CHULSOO@example.org"}'), 'email_taken', 'an address is one member''s, in any case');

-- Who is above whom.
select is(pg_temp.changed(7001, '{"manager_id": "7001"}'), 'manager_cycle', 'nobody reports to themselves');
select is(pg_temp.changed(7001, '{"manager_id": "7002"}'), 'manager_cycle', 'nor to who reports to them');
select is(pg_temp.changed(7003, '{"manager_id": "7002"}'), 'ok', 'a move');
select is(pg_temp.above(7003), '{7003,7002,7001}', 'has a chain');
select is(pg_temp.changed(7001, '{"manager_id": "7003"}'), 'manager_cycle', 'which may not be bent into a circle');
select is(pg_temp.changed(7002, '{"manager_id": "7101"}'), 'ok', 'a move with everybody below');
select is(pg_temp.above(7003), '{7003,7002,7101}', 'takes them along');
select is(pg_temp.changed(7001, '{"manager_id": "7003"}'), 'ok', 'and what was below may be above now');
select is(pg_temp.changed(7003, '{"manager_id": "4711"}'), 'unknown_manager', 'nobody is no manager');
select is(pg_temp.changed(7003, '{"manager_id": "7102"}'), 'unknown_manager', 'nor is somebody of another team space');
select is(pg_temp.changed(7003, '{"manager_id": "7004"}'), 'inactive_manager', 'nor who has left');
select is(pg_temp.changed(7001, '{"manager_id": null}'), 'ok', 'one may report to nobody');

-- Places.
select is(pg_temp.changed(7003, '{"department_id": "7010", "location_id": "7001"}'), 'ok', 'a department and a place');
select is((pg_temp.person(7003)).department_name, '본부', 'the name comes along');
select is(pg_temp.changed(7003, '{"department_id": "7012"}'), 'unknown_department', 'not another team space''s department');
select is(pg_temp.changed(7003, '{"location_id": "7009"}'), 'unknown_location', 'nor its place');
select is(pg_temp.changed(7003, '{"tz": "Asia/Nowhere"}'), 'unknown_tz', 'nor a time zone that is none');
select is(pg_temp.changed(7003, '{"tz": "Europe/Berlin"}'), 'ok', 'one that is');

-- Birthdays.
select is(pg_temp.changed(7003, '{"birth_month": 2, "birth_day": 29}'), 'ok', 'a leap day without a year');
select is(pg_temp.changed(7003, '{"birth_year": 2001}'), 'invalid_birthday', 'not in a year that had none');
select is(pg_temp.changed(7003, '{"birth_year": 2000}'), 'ok', 'in one that had');
select is(pg_temp.changed(7003, '{"birth_day": 30}'), 'invalid_birthday', 'the thirtieth of February');
select is(pg_temp.changed(7003, '{"birth_day": 30, "birth_lunar": true}'), 'ok', 'which the lunar calendar has');
select is(pg_temp.changed(7003, '{"birth_day": 31}'), 'invalid_birthday', 'but no thirty-first');
select is(pg_temp.changed(7003, '{"birth_month": null}'), 'invalid_birthday', 'a day needs its month');
select is(pg_temp.changed(7003, '{"birth_year": 2099}'), 'invalid_birthday', 'nobody is yet to be born');
select is(pg_temp.changed(7003, '{"birth_month": null, "birth_day": null}'), 'year_without_day', 'a year does not stay alone');
select is(pg_temp.changed(7003, '{"birth_year": null, "birth_month": null, "birth_day": null}'), 'ok', 'it can be taken away');
select is(pg_temp.changed(7003, '{"birth_year": 1990}'), 'year_without_day', 'nor does it come alone');
do $$ begin perform pg_temp.changed(7003, '{"birth_year": 1990, "birth_month": 5, "birth_day": 17, "birth_lunar": false}'); end $$;
\i :statements
create function pg_temp.birthday(viewer bigint, sees_all bool) returns text language plpgsql as $$
declare
    line record;
begin
    for line in execute format('execute "people/get_member"(900001, 7003, %s, %L)', viewer, sees_all) loop
        return concat_ws(' ', coalesce(line.birth_year::text, '-'), coalesce(line.birth_month::text, '-'),
                         coalesce(line.birth_day::text, '-'), coalesce(line.celebrates_birthday::text, '-'));
    end loop;
end
$$;
select is(pg_temp.birthday(7003, false), '1990 5 17 false', 'one knows one''s own birthday');
select is(pg_temp.birthday(7002, true), '1990 5 17 false', 'so does who manages people');
select is(pg_temp.birthday(7002, false), '- - - -', 'a colleague does not');
select is(pg_temp.changed(7003, '{"celebrates_birthday": true}'), 'ok', 'until it may be celebrated');
select is(pg_temp.birthday(7002, false), '- 5 17 -', 'and then its day, never the year');

-- Coming and going.
reset role;
insert into session (id_hash, team_space_id, member_id, idle_expires_at, expires_at)
values (sha256('leaver'), 900001, 7003, now() + interval '1 hour', now() + interval '1 hour'),
       (sha256('stays'), 900001, 7002, now() + interval '1 hour', now() + interval '1 hour'),
       (sha256('namesake'), 900002, 7003, now() + interval '1 hour', now() + interval '1 hour');
insert into api_token (team_space_id, id, member_id, name, prefix, hash, scopes) overriding system value
values (900001, 7003, 7003, 't', 'p', sha256('token'), '{*}');
insert into team_member (team_space_id, team_id, member_id) values (900001, 7001, 7003), (900001, 7001, 7002), (900002, 7001, 7003);
set local role gracy_app;
select is(pg_temp.changed(7003, '{"left_on": "2023-12-31"}'), 'left_before_hired', 'nobody leaves before coming');
select is(pg_temp.changed(7003, '{"status": "left", "left_on": "2999-01-01"}'), 'leaves_later', 'who is to leave has not left');
select is(pg_temp.changed(7003, '{"left_on": "2999-01-01"}'), 'ok', 'but may have a day');
select is(pg_temp.changed(7003, '{"status": "left"}'), 'leaves_later', 'which is not today');
select is(pg_temp.changed(7003, '{"status": "left", "left_on": null}'), 'ok', 'without a day');
select is((pg_temp.person(7003)).left_on, (now() at time zone 'Asia/Seoul')::date, 'it is today, there');
reset role;
select is((select array_agg(member_id) from session where team_space_id = 900001 and member_id in (7002, 7003)), '{7002}', 'sessions end');
select isnt((select revoked_at from api_token where team_space_id = 900001 and id = 7003), null, 'tokens are revoked');
select is((select array_agg(member_id) from team_member where team_space_id = 900001 and team_id = 7001), '{7002}', 'teams go on');
select is((select count(*)::int from session where team_space_id = 900002) + (select count(*)::int from team_member where team_space_id = 900002), 2,
          'the namesake elsewhere stays');
set local role gracy_app;
select is(pg_temp.changed(7003, '{"status": "active"}'), 'ok', 'who comes back');
select is((pg_temp.person(7003)).left_on, null, 'has not left');
create function pg_temp.day(days int) returns text language sql as $$ select (now() at time zone 'Asia/Seoul')::date + days $$;
select is(pg_temp.changed(7003, format('{"left_on": "%s"}', pg_temp.day(-1))::jsonb), 'has_passed', 'nobody who works here has left already');
select is(pg_temp.changed(7003, format('{"left_on": "%s"}', pg_temp.day(0))::jsonb), 'ok', 'today is a last day');
select is(pg_temp.changed(7003, format('{"status": "left", "left_on": "%s"}', pg_temp.day(-1))::jsonb), 'ok', 'who left yesterday has');
select is(pg_temp.changed(7003, format('{"status": "active", "left_on": "%s"}', pg_temp.day(-1))::jsonb), 'has_passed', 'and does not come back for a day that is over');
select is((pg_temp.person(7003)).status, 'left', 'nor for none');
select is(pg_temp.changed(7003, format('{"status": "active", "left_on": "%s"}', pg_temp.day(30))::jsonb), 'ok', 'but for a while');
select is((pg_temp.person(7003)).left_on::text, pg_temp.day(30), 'until a day to come');
reset role;
update member set left_on = pg_temp.day(-1)::date where team_space_id = 900001 and id = 7003;
set local role gracy_app;
select is(pg_temp.changed(7003, '{"title": "선임"}'), 'ok', 'whose day has passed and who has not left yet can be changed');
select is(pg_temp.changed(7003, '{"left_on": null}'), 'ok', 'and stay');
select is((select outcome from create_member(900001, 7002, format('{"name": "또", "email": "again@example.org", "left_on": "%s"}', pg_temp.day(-1))::jsonb, 'r', null, '\x01')),
          'has_passed', 'nor does anybody come for a day that is over');

-- Owners.
select is(pg_temp.changed(7001, '{"status": "left"}'), 'last_owner', 'the last owner cannot leave');
select is(pg_temp.changed(7001, '{"status": "invited"}'), 'last_owner', 'nor be shut out');
select is(pg_temp.changed(7001, '{"status": "on_leave"}'), 'ok', 'but take a rest');
select is(pg_temp.changed(7001, '{"status": "left"}', actor => 7101), 'owners_only', 'an administrator sends no owner away');
select is(pg_temp.changed(7001, '{"email": "other@example.org"}', actor => 7101), 'owners_only', 'nor takes the address over');
select is(pg_temp.changed(7001, '{"left_on": "2999-01-01"}', actor => 7101), 'owners_only', 'nor gives an owner a last day');
select is(pg_temp.changed(7001, '{"left_on": "2026-01-01"}', actor => 7101), 'owners_only', 'least of all one that has passed');
select is((pg_temp.person(7001)).left_on, null, 'and none is written');
select is(pg_temp.changed(7001, '{"left_on": "2999-01-01"}'), 'ok', 'which owners do');
select is(pg_temp.changed(7001, '{"left_on": null}', actor => 7101), 'owners_only', 'nor takes it away');
select is(pg_temp.changed(7001, '{"left_on": null}'), 'ok', 'and owners do that too');
select is(pg_temp.changed(7001, '{"title": "대표"}', actor => 7101), 'ok', 'but writes the title');
reset role;
insert into role_grant (team_space_id, member_id, role) values (900001, 7004, 'owner');
set local role gracy_app;
select is(pg_temp.changed(7001, '{"status": "left"}'), 'last_owner', 'an owner who has left is none');
reset role;
insert into role_grant (team_space_id, member_id, role) values (900001, 7002, 'owner');
set local role gracy_app;
select is(pg_temp.changed(7001, '{"status": "left"}'), 'ok', 'one of two may leave');
select is(pg_temp.changed(7002, '{"status": "left"}', actor => 7002), 'last_owner', 'and the other stays');

-- Newcomers.
create function pg_temp.added(person jsonb, key text default null) returns text language sql as $$
    select concat_ws(' ', outcome, (select name from member where team_space_id = 900001 and member.id = made.id))
    from create_member(900001, 7002, person, 'r2', key, '\x01') as made
$$;
select is(pg_temp.added('{"name": "새 사람", "email": "new@example.org", "manager_id": "7002"}', 'k'), 'ok', 'a newcomer');
select is((select status || ' ' || celebrates_anniversary from member where team_space_id = 900001 and email = 'new@example.org'), 'invited true', 'is invited');
select is(pg_temp.added('{"name": "새 사람", "email": "new@example.org", "manager_id": "7002"}', 'k'), 'replayed 새 사람', 'once');
select is(pg_temp.added('{"name": "새 사람", "email": "NEW@example.org"}'), 'email_taken', 'an address comes once');
select is(pg_temp.added('{"name": "새 사람", "email": "other@example.org"}', 'k2'), 'ok', 'another one');
select is(pg_temp.added('{"name": "새 사람", "email": "third@example.org", "department_id": "7012"}', 'k3'), 'unknown_department', 'not into another team space''s department');
select is(pg_temp.added('{"name": "새 사람", "email": "third@example.org"}', 'k3'), 'ok', 'a refusal has used no key up');

-- Departments, places, teams.
create function pg_temp.moved(department bigint, changes jsonb, expected int default 0) returns text language sql as $$
    select outcome from change_department(900001, 7002, department, expected, changes, 'r3')
$$;
select is(pg_temp.moved(7010, '{"parent_id": "7011"}'), 'department_cycle', 'a department is not inside what it holds');
select is(pg_temp.moved(7010, '{"parent_id": "7010"}'), 'department_cycle', 'nor inside itself');
select is(pg_temp.moved(7010, '{"parent_id": "7012"}'), 'unknown_parent', 'nor inside another team space''s');
select is(pg_temp.moved(7011, '{"parent_id": null}'), 'ok', 'it moves');
select is(pg_temp.moved(7010, '{"parent_id": "7011", "name": "새 본부"}'), 'ok', 'and then the other way around it is no circle');
select is((select array_agg(ancestor_id order by depth) from department_edge where team_space_id = 900001 and department_id = 7010), '{7010,7011}', 'which is known');
select is(pg_temp.moved(7010, '{"name": "다른"}', 1), 'version_mismatch', 'who read an older one is told');
select is((select outcome from delete_department(900001, 7002, 7011, 0, 'r4')), 'not_empty', 'what holds a department stays');
select is((select outcome from delete_department(900001, 7002, 7001, 0, 'r4')), 'not_empty', 'and what holds people');
select is((select outcome from delete_location(900001, 7002, 7001, 0, 'r4')), 'not_empty', 'and where people are');
select is((select outcome from put_team_member(900001, 7002, 7001, 7004, 'member', 'r5')), 'inactive_member', 'who has left is in no team');
select * from finish();
rollback;
