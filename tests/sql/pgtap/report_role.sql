-- What somebody with psql and the reporting role sees: one team space, and what is public in it.
begin;
\ir company.inc
insert into kudos (team_space_id, id, giver_id, value_id, message, points, visibility, source) overriding system value
select space, 7000 + n, 7001, 7001, 'kudos ' || space, 1, (array['public', 'private', 'anonymous'])[n], 'api'
from unnest(array[900001, 900002]) as space, generate_series(1, 3) as n;
insert into kudos_recipient (team_space_id, kudos_id, member_id, position, points, created_at)
select team_space_id, id, 7002, 1, 1, created_at from kudos where team_space_id in (900001, 900002);
update recognition_policy set points = team_space_id - 900000 where team_space_id in (900001, 900002);
insert into allowance_policy (team_space_id, monthly_points) values (900001, 1), (900002, 2);
insert into allowance_period (team_space_id, member_id, period_start, granted) values (900001, 7001, '2026-01-01', 1), (900002, 7001, '2026-01-01', 2);
insert into role_grant (team_space_id, member_id, role) values (900001, 7001, 'admin'), (900002, 7001, 'admin');
set local role gracy_report;
select plan(30);

select is_empty('select * from ' || name, name || ' shows nothing before a team space is chosen')
from unnest(array['team_space', 'department', 'member', 'role_grant', 'company_value', 'allowance_policy',
                  'recognition_policy', 'kudos', 'kudos_recipient']) as name;
set local gracy.team_space_id = '900001';
select is((select array_agg(id) from team_space), '{900001}', 'then one team space');
select is((select array_agg(distinct team_space_id) from department), '{900001}', 'its departments');
select is((select array_agg(distinct team_space_id) from member), '{900001}', 'its members');
select is((select array_agg(distinct team_space_id) from role_grant), '{900001}', 'its roles');
select is((select array_agg(distinct team_space_id) from company_value), '{900001}', 'its values');
select is((select array_agg(monthly_points) from allowance_policy), '{1}', 'its policy');
select is((select array_agg(points) from recognition_policy), '{1}', 'its rules of recognition');
select is((select array_agg(id) from kudos), '{7001}', 'its public kudos');
select is((select array_agg(kudos_id) from kudos_recipient), '{7001}', 'and who received those');
select is_empty($$ select * from member where team_space_id = 900002 $$, 'asking for another shows nothing');
select throws_ok('select * from ' || name, '42501', null, name || ' is closed')
from unnest(array['session', 'api_token', 'member_password', 'mood_entry', 'allowance_period', 'kudos_boost', 'leaderboard',
                  'recognition_edge', 'shown_kudos', 'member_notice']) as name;
select throws_ok($$ update member set name = 'x' $$, '42501', null, 'nothing can be changed');
select * from finish();
rollback;
