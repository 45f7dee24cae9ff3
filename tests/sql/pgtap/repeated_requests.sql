-- A request that succeeded is answered again, whatever has become since of what it named; a refusal uses no key up.
begin;
\ir company.inc
select plan(13);
insert into survey (team_space_id, id, title_en, created_by) overriding system value values (900001, 7001, 'Pulse', 7001);
insert into team (team_space_id, id, name) overriding system value values (900001, 7001, 'crew');
set local role gracy_app;
create function pg_temp.hire(email text, manager bigint, key text) returns text language sql as $$
    select (create_member(900001, 7001, jsonb_build_object('name', 'New', 'email', email, 'manager_id', manager), 'r', key, '\x01')).outcome
$$;
create function pg_temp.wave(key text) returns text language sql as $$
    select (create_wave(900001, 7001, 7001, null, 'anonymous', 'team', 7001, null, null, null, now() + interval '1 day', null, key, '\x01', 'r')).outcome
$$;
select is(pg_temp.hire('new@example.org', 7002, 'k1'), 'ok', 'a member is added');
select is(pg_temp.wave('w1'), 'ok', 'and a wave');
reset role;
update member set status = 'left', left_on = now()::date where team_space_id = 900001 and id = 7002;
delete from team where team_space_id = 900001 and id = 7001;
set local role gracy_app;
select is(pg_temp.hire('new@example.org', 7002, 'k1'), 'replayed', 'again, though the manager has left');
select is(pg_temp.wave('w1'), 'replayed', 'or the team was deleted');
select is(pg_temp.hire('newer@example.org', 7002, 'k2'), 'inactive_manager', 'another is refused');
select is(pg_temp.wave('w2'), 'unknown_audience', 'as is another wave');
reset role;
update member set status = 'active', left_on = null where team_space_id = 900001 and id = 7002;
insert into team (team_space_id, id, name) overriding system value values (900001, 7001, 'crew');
set local role gracy_app;
select is(pg_temp.hire('newer@example.org', 7002, 'k2'), 'ok', 'until it may be');
select is(pg_temp.wave('w2'), 'ok', 'by the same key');
select is((create_wave(900001, 7001, 4711, null, 'anonymous', 'all', null, null, null, null, now() + interval '1 day', null, 'w3', '\x01', 'r')).outcome,
          'not_found', 'and of no survey there is none');

-- An announcement.
create function pg_temp.create_for_team(key text) returns text language sql as $$
    select outcome from create_announcement(900001, 7001, '공지', null, '내용', null, '{"team": "7001"}', '{email}', true, null, null, key, '\x01', 'r')
$$;
select is(pg_temp.create_for_team('k1'), 'ok', 'one for a team is made');
delete from team where team_space_id = 900001 and id = 7001;
select is(pg_temp.create_for_team('k1'), 'replayed', 'the same request again is answered though the team has gone');
select is(pg_temp.create_for_team('k2'), 'unknown_team', 'while another is refused');
insert into team (team_space_id, id, name) overriding system value values (900001, 7001, 'crew');
select is(pg_temp.create_for_team('k2'), 'ok', 'and has not used its key up');
select * from finish();
rollback;
