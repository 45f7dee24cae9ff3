-- Last days, and what ends with them.
begin;
\ir company.inc
select plan(40);
-- The first has always a later date than the second.
insert into location (team_space_id, id, name, tz) overriding system value
values (900001, 7001, 'East', 'Pacific/Kiritimati'), (900001, 7002, 'West', 'Etc/GMT+12');
update member set location_id = 7001 where team_space_id = 900001 and id = 7002;
update member set location_id = 7002 where team_space_id = 900001 and id = 7003;
insert into role_grant (team_space_id, member_id, role) values (900001, 7001, 'owner'), (900001, 7002, 'admin'), (900002, 7002, 'owner');
insert into role_grant (team_space_id, member_id, role, scope_kind, scope_id) values (900001, 7002, 'hr_reader', 'department', 7001);
insert into session (id_hash, team_space_id, member_id, idle_expires_at, expires_at)
values (sha256('leaver'), 900001, 7002, now() + interval '1 hour', now() + interval '1 hour');
insert into survey (team_space_id, id, title_en, created_by) overriding system value values (900001, 7001, 'Pulse', 7001);
insert into survey_wave (team_space_id, id, survey_id, mode, audience, closes_at, created_by) overriding system value
values (900001, -5, 7001, 'anonymous', 'all', now() + interval '1 day', 7001);
insert into wave_invite (team_space_id, wave_id, member_id, token_hash) values (900001, -5, 7002, sha256('answer')), (900001, -5, 7003, sha256('stays'));
update member set left_on = (now() at time zone 'Etc/GMT+12')::date where team_space_id = 900001 and id in (7002, 7003);
set local role gracy_app;
\i :statements
create function pg_temp.due() returns bigint[] language plpgsql as $$
declare
    line record;
    found bigint[] := '{}';
begin
    for line in execute 'execute "people/list_leavers"(0, 0, 1000)' loop
        if line.team_space_id = 900001 then
            found := found || line.id;
        end if;
    end loop;
    return found;
end
$$;
-- It passes.
select is(pg_temp.due(), '{7002}', 'a last day has passed where it is over');
select is(end_employment(900001, 7003), 'not_due', 'and not where it is still that day');
select is(end_employment(900002, 7002), 'not_due', 'nor of a namesake');
reset role;
insert into coffee_program (team_space_id, id, name, cadence, weekday, at, starts_on) overriding system value
select space, 7001, 'Lunch', 'weekly', 3, '12:30', '2026-01-01' from unnest(array[900001, 900002]) as space;
insert into coffee_participant (team_space_id, program_id, member_id) values (900001, 7001, 7002), (900001, 7001, 7003), (900002, 7001, 7002);
insert into coffee_exclusion (team_space_id, member_id, other_id) values (900001, 7002, 7003);
set local role gracy_app;
select is(end_employment(900001, 7002), 'ok', 'who has had it leaves');
select is((select array_agg(team_space_id || '/' || member_id order by team_space_id, member_id) from coffee_participant where program_id = 7001), '{900001/7003,900002/7002}', 'and drinks coffee here no more, whenever they come back');
select is((select count(*)::int from coffee_exclusion where team_space_id = 900001), 1, 'whom they would not meet is kept');
select is((select status from member where team_space_id = 900001 and id = 7002), 'left', 'and has left');
select is(end_employment(900001, 7002), 'not_due', 'once');
select is(pg_temp.due(), '{}', 'nobody else is due');
select is((select diff -> 'status' from audit_log where team_space_id = 900001 and action = 'member.leave' and target_id = '7002' and actor_id is null), '["active", "left"]', 'the audit log says so');
select is((select count(*) from session where team_space_id = 900001), 0::bigint, 'sessions end');
select is((select count(*) from role_grant where team_space_id = 900001 and member_id = 7002), 0::bigint, 'roles end');
select is((select array_agg(diff #>> '{role,0}' order by id) from audit_log where team_space_id = 900001 and action = 'role.revoke' and target_id = '7002'), '{admin,hr_reader}', 'each of them told of');
select is((select count(*) from role_grant where team_space_id = 900002), 1::bigint, 'the namesake has theirs');
select is((select array_agg(member_id) from wave_invite where team_space_id = 900001 and token_hash is not null), '{7003}', 'and a survey takes no answer of theirs');
select is(answer_wave(sha256('answer'), -5, '[]'), 'unknown_token', 'by no token');

-- Days that nobody has cared about for long.
reset role;
update member set left_on = now()::date - 40 where team_space_id = 900001 and id = 7005;
set local role gracy_app;
select is(pg_temp.due(), '{7005}', 'a day that has passed lets its member go, however long no worker has run');
reset role;
insert into old_last_day (team_space_id, member_id, left_on) values (900001, 7005, now()::date - 40);
set local role gracy_app;
select is(pg_temp.due(), '{}', 'one of the time when days let nobody go does not');
reset role;
update member set left_on = now()::date - 20 where team_space_id = 900001 and id = 7005;
set local role gracy_app;
select is(pg_temp.due(), '{7005}', 'but any other day of theirs');
reset role;
update member set left_on = null where team_space_id = 900001 and id = 7005;

-- The last owner.
reset role;
update member set left_on = '2026-01-01' where team_space_id = 900001 and id = 7001;
set local role gracy_app;
select is(end_employment(900001, 7001), 'last_owner', 'the last owner stays');
select is((select status from member where team_space_id = 900001 and id = 7001), 'active', 'with the team space');
reset role;
insert into role_grant (team_space_id, member_id, role) values (900001, 7005, 'owner');
set local role gracy_app;
select is(pg_temp.due(), '{7001}', 'and is looked at again, for years');
select is(end_employment(900001, 7001), 'ok', 'until it has another one');


-- What is seen of who leaves, and has left.
reset role;
update member set birth_year = 1990, birth_month = 5, birth_day = 6, celebrates_birthday = true, left_on = null where team_space_id = 900001 and id in (7001, 7003, 7004, 7005);
update member set left_on = now()::date + 60 where team_space_id = 900001 and id = 7003;
update member set left_on = '2026-01-01' where team_space_id = 900001 and id = 7004;
set local role gracy_app;
create function pg_temp.seen(id bigint, viewer bigint, all_of_it bool) returns text language plpgsql as $$
declare line record;
begin
    execute format('execute "people/get_member"(900001, %s, %s, %L)', id, viewer, all_of_it) into line;
    return concat_ws('/', line.birth_month, line.birth_day, line.birth_lunar);
end $$;
select is(pg_temp.seen(7003, 7005, false), '5/6/f', 'a colleague''s birthday is seen, who lets it be celebrated');
select is(pg_temp.seen(7004, 7005, false), '', 'and not of who has left');
select is(pg_temp.seen(7004, 7005, true), '5/6/f', 'but by who manages people');
create temporary table exported_to_readers as execute "people/export_members"(900001, '', 0, 1000, false);
create temporary table exported_to_managers as execute "people/export_members"(900001, '', 0, 1000, true);
select is((select array_agg(id || ' ' || left_on order by id) from exported_to_readers where id in (7003, 7004) and left_on is not null), '{"7004 2026-01-01"}', 'an export tells who reads people that somebody has left, and of nobody that they will');
select is((select count(*)::int from exported_to_managers where id = 7003 and left_on = now()::date + 60), 1, 'who manages people it tells');

-- Below who has left: 7004 leads nobody but 7102, who has left as well, and below whom 7103 works here.
reset role;
insert into member (team_space_id, id, name, email, manager_id, status) overriding system value
values (900001, 7110, 'gone too', 'gone-too@example.org', 7004, 'active'), (900001, 7111, 'still here', 'still-here@example.org', 7110, 'active'),
       (900001, 7112, 'last one', 'last-one@example.org', 7005, 'left');
update member set status = 'left', left_on = '2026-01-02' where team_space_id = 900001 and id = 7110;
set local role gracy_app;
create function pg_temp.standing(statement text) returns bigint[] language plpgsql as $$
declare
    line record;
    found bigint[] := '{}';
begin
    for line in execute 'execute ' || statement loop
        found := found || line.id;
    end loop;
    return array(select id from unnest(found) as at(id) where id in (7004, 7110, 7111, 7112) order by id);
end $$;
select is(pg_temp.standing('"people/list_org_chart"(900001, 10, 1000)'), '{7004,7110,7111}', 'who works below two leavers stands in the chart, and so do these');
select is(pg_temp.standing('"people/list_org_chart_below"(900001, 7001, 10, 1000)'), '{7004,7110,7111}', 'and below somebody');

-- An offer that fell through.
reset role;
update member set hired_on = now()::date + 30 where team_space_id = 900001 and id = 7006;
set local role gracy_app;
select is(change_member(900001, 7001, 7006, 0, '{"status": "left"}', 'r'), 'ok', 'who was invited and never began can be let go');
select is((select left_on from member where team_space_id = 900001 and id = 7006), (now() at time zone 'Asia/Seoul')::date, 'today');
select is(change_member(900001, 7001, 7006, 0, '{"title": "x"}', 'r'), 'ok', 'and be changed afterwards');
select is(change_member(900001, 7001, 7003, 0, format('{"hired_on": "%s", "left_on": "%s"}', now()::date + 30, now()::date + 20)::jsonb, 'r'), 'left_before_hired', 'nobody else goes before they came');
-- Who is active already, and would have come later.
select is((create_member(900001, 7001, jsonb_build_object('name', '곧시작', 'email', n || '@soon.example', 'hired_on', now()::date + 30, 'status', 'active'), 'r', null, null)).outcome, 'ok', 'somebody starts later')
from generate_series(1, 2) as n;
create function pg_temp.soon(n int) returns bigint language sql as $$ select id from member where team_space_id = 900001 and email_key = n || '@soon.example' $$;
select is(change_member(900001, 7001, pg_temp.soon(1), 0, '{"status": "left"}', 'r'), 'ok', 'and does not come after all');
select is((select left_on from member where team_space_id = 900001 and id = pg_temp.soon(1)), (now() at time zone 'Asia/Seoul')::date, 'from today on');
select is(change_member(900001, 7001, pg_temp.soon(2), 0, format('{"status": "left", "left_on": "%s"}', now()::date - 1)::jsonb, 'r'), 'ok', 'or since yesterday');
select is(change_member(900001, 7001, 7002, 0, format('{"status": "left", "left_on": "%s"}', '2023-12-31')::jsonb, 'r'), 'left_before_hired', 'who has begun does not');
select * from finish();
rollback;
