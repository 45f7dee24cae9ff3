-- Who is left without a manager when somebody leaves: told of, found, and not made anew by who comes back.
begin;
\ir company.inc
insert into role_grant (team_space_id, member_id, role) values (900001, 7101, 'owner'), (900001, 7101, 'admin'), (900001, 7002, 'admin');
insert into role_grant (team_space_id, member_id, role, scope_kind, scope_id) values (900001, 7003, 'hr_reader', 'department', 7001);
insert into role_grant (team_space_id, member_id, role) values (900002, 7102, 'owner');
update member set manager_id = 7003 where team_space_id = 900001 and id = 7002;
set local role gracy_app;
select plan(23);
create function pg_temp.changed(person bigint, changes jsonb) returns text language sql as $$
    select outcome from change_member(900001, 7101, person, 0, changes, 'r1')
$$;
create function pg_temp.told() returns setof text language sql as $$
    select member_id || ' ' || text_en from member_notice where team_space_id = 900001 and kind = 'member.reports_left' order by id
$$;
\i :statements
create function pg_temp.found(call text) returns bigint[] language plpgsql as $$
declare
    line record;
    found bigint[] := '{}';
begin
    for line in execute 'execute ' || call loop
        found := found || (regexp_match(row_to_json(line)::text, '"(?:id|count)":(\d+)'))[1]::bigint;
    end loop;
    return (select array_agg(id order by id) from unnest(found) as id);
end
$$;
create function pg_temp.missing(what text, department bigint default null) returns bigint[] language sql as $$
    select pg_temp.found(format('"people/list_narrowed_members"(900001, %L, false, null, null, null, null, null, null, null, '''', 0, 100, 0, null, null, null, true, %L)',
                                department, what))
$$;

select is(pg_temp.missing('manager'), '{7001,7101}', 'two have no manager');
select is(pg_temp.changed(7002, '{"title": "책임"}'), 'ok', 'a change of something else');
select is((select count(*)::int from pg_temp.told()), 0, 'is nothing to tell of');
select is(pg_temp.changed(7001, '{"status": "left"}'), 'ok', 'a manager leaves');
select set_eq('select pg_temp.told()', array['7002 Minsu Kim has left. Active members who have no manager now: 1.', '7101 Minsu Kim has left. Active members who have no manager now: 1.'],
              'who administer people are told once, and of active members alone');
select is((select text_ko from member_notice where team_space_id = 900001 and kind = 'member.reports_left' limit 1),
          '김민수님이 퇴사해서 관리자가 없어진 구성원이 1명 있어요. 새 관리자를 정해 주세요.', 'in both languages');
select is((select array_agg(distinct subject_kind || subject_id) from member_notice where team_space_id = 900001 and kind = 'member.reports_left'), '{member7001}', 'of whom');
select is((select count(*)::int from member_notice where team_space_id = 900002), 0, 'and nobody elsewhere');
select is(pg_temp.missing('manager'), '{7003,7101}', 'whoever reported to the leaver has no manager, and the leaver is none to look after');
select is(pg_temp.missing('manager', 7001), '{7003}', 'other filters narrow it');
select is(pg_temp.missing('department'), '{7101}', 'who is in no department');
select is(pg_temp.missing('hired_on'), '{7101}', 'whose day of joining is not known');
select is(pg_temp.missing('location'), '{7002,7003,7101}', 'who works nowhere');
select is(pg_temp.found('"people/count_narrowed_members"(900001, null, false, null, null, null, null, null, null, null, null, null, null, true, ''manager'')'), '{2}', 'they are counted');
select is(pg_temp.found('"people/list_newest_members"(900001, null, false, null, null, null, null, null, null, null, -9999999, '''', 0, 100, 0, null, null, null, true, ''manager'')'),
          '{7003,7101}', 'and listed newest first');

-- By a file, and by a last day.
select is((select outcome from import_members(900001, 7101, '[{"line": 2, "email": "chulsoo@example.org", "status": "left"}]', false, 'r') limit 1), 'updated', 'one leaves by a file');
select is((select count(*)::int from pg_temp.told() as told where told like '%박철수 has left%: 1.'), 2, 'which is told of as well');
reset role;
update member set left_on = now()::date - 3 where team_space_id = 900001 and id = 7002;
update member set manager_id = 7002 where team_space_id = 900001 and id = 7101;
set local role gracy_app;
select is((select outcome from end_employment(900001, 7002)), 'ok', 'one because the last day has passed');
select is((select array_agg(told) from pg_temp.told() as told where told like '%Younghee Lee has left%'), '{"7101 Younghee Lee has left. Active members who have no manager now: 1."}', 'of whom only who is still here is told');

-- Coming back.
select is(pg_temp.changed(7002, '{"status": "active"}'), 'inactive_manager', 'nobody comes back to a manager who has left');
select is((select outcome || code from import_members(900001, 7101, '[{"line": 2, "email": "younghee@example.org", "name": "이영희", "status": "active"}]', false, 'r') limit 1), 'refusedinactive_manager', 'by a file neither');
select is((select array_agg(distinct outcome) from import_members(900001, 7101, '[{"line": 2, "email": "younghee@example.org", "name": "이영희", "status": "active"},
                                                                     {"line": 3, "email": "chulsoo@example.org", "name": "박철수", "status": "active", "manager_email": "leave@example.org"}]', true, 'r')), '{updated}', 'unless the manager comes back with them');
select is(pg_temp.changed(7002, '{"status": "active", "manager_id": null}'), 'ok', 'but to none, or to another');
select * from finish();
rollback;
