-- Of whom the groups of a wave are: who leads is not counted, a division has what is below it, and of just k people nothing is asked.
begin;
\ir company.inc
select plan(17);
create function pg_temp.cell(wave bigint, kind text, id bigint) returns text language sql as $$
    select case when released then 'n=' || n else reason end
    from gracy.wave_result cell
    where cell.team_space_id = 900001 and cell.wave_id = wave and cell.kind = $2 and cell.group_id = id and question_no = 1
$$;
-- Department 7101 has a lead and eleven reports. Below the division 7100 are 7102 (seven), 7103 (four), 7104 (two); twelve are in none.
update member set status = 'on_leave' where team_space_id = 900001;
insert into department (team_space_id, id, name, parent_id) overriding system value
values (900001, 7101, 'D', null), (900001, 7100, 'division', null), (900001, 7102, 'large', 7100), (900001, 7103, 'small', 7100), (900001, 7104, 'smallest', 7103);
insert into member (team_space_id, id, name, email, department_id, manager_id) overriding system value
select 900001, 7200 + n, 'member ' || n, n || '@survey.example',
       case when n <= 12 then 7101 when n <= 19 then 7102 when n <= 23 then 7103 when n <= 25 then 7104 end, case when n between 2 and 12 then 7201 end
from generate_series(1, 37) as n;
set local role gracy_app;
create function pg_temp.wave(audience text, id bigint) returns bigint language plpgsql as $$
declare
    made bigint;
begin
    select wave_id into made from create_wave(900001, 7001,
        (select survey_id from create_survey(900001, 7001, '{"title": {"en": "x"}, "questions": [{"kind": "likert5", "text": {"en": "?"}}]}', null, null, 'r')),
        null, 'anonymous', audience, id, null, null, null, now() + interval '1 day', null, null, null, 'r');
    return made;
end $$;
create temporary table made as select pg_temp.wave('all', null) as wave;
select is(launch_wave(900001, 7001, wave, 0, 'r'), 'ok', 'everybody is asked') from made;
select is((select invited from survey_wave where team_space_id = 900001 and id = wave), 37, 'the lead, too') from made;
select results_eq($$ select group_id, invited from wave_group where team_space_id = 900001 and wave_id = (select wave from made) and kind = 'department' order by 1 $$,
                  $$ values (7100::bigint, 13), (7101, 11), (7102, 7), (7103, 6) $$, 'a division is counted with what is below it, and nobody counts where they lead');
select is((select department_id from wave_invite where team_space_id = 900001 and wave_id = made.wave and member_id = 7201), null, 'so who leads is of no department') from made;
select is((select array_agg(department_id order by member_id) from wave_invite where team_space_id = 900001 and wave_id = made.wave and member_id in (7213, 7220, 7224)),
          '{7102,7103,7103}', 'of a place that is too small only what is around it is written down') from made;
-- It is moved afterwards.
reset role;
update department set parent_id = 7101 where team_space_id = 900001 and id = 7102;
set local role gracy_app;
insert into survey_inbox (team_space_id, wave_id, department_id, location_id, tenure_band, manager_id, answers)
select 900001, wave_id, department_id, location_id, tenure_band, manager_id, format('[[1, %s]]', 1 + member_id % 5)::jsonb
from wave_invite where team_space_id = 900001 and wave_id = (select wave from made);
update wave_invite set responded = true where team_space_id = 900001 and wave_id = (select wave from made);
update survey_wave set opens_at = now() - interval '1 hour' where team_space_id = 900001 and id = (select wave from made);
select is(close_wave(900001, 7001, wave, 0, 'r'), 'ok', 'it is over') from made;
select ok(release_wave(900001, wave) is not null, 'and decided') from made;
select matches(pg_temp.cell(wave, 'all', 0), '^n=', 'everybody is shown') from made;
select matches(pg_temp.cell(wave, 'department', 7101), '^n=', 'the department is, of which one leads') from made;
select matches(pg_temp.cell(wave, 'manager_group', 7201), '^n=', 'and so are who reports to them, who are the same') from made;
select matches(pg_temp.cell(wave, 'department', 7100), '^n=', 'the division is shown, of those who were in it') from made;
select matches(pg_temp.cell(wave, 'department', 7102), '^n=', 'and its larger department') from made;
select matches(pg_temp.cell(wave, 'department', 7103), '^n=', 'and the other, with what is below it') from made;
-- Just as many as the threshold.
reset role;
update member set department_id = 7104 where team_space_id = 900001 and id between 7224 and 7228;
set local role gracy_app;
select is(launch_wave(900001, 7001, pg_temp.wave('department', 7104), 0, 'r'), 'too_few_members', 'of just five nothing could ever be told, and so they are not asked');
reset role;
update member set department_id = 7104 where team_space_id = 900001 and id = 7229;
set local role gracy_app;
create temporary table six as select pg_temp.wave('department', 7104) as wave;
select is(launch_wave(900001, 7001, wave, 0, 'r'), 'ok', 'of six something can') from six;
select is((select count(*)::int from wave_group where team_space_id = 900001 and wave_id = six.wave and kind = 'department' and group_id = 7104), 1, 'of their department, too') from six;
select is((select count(*)::int from wave_department where team_space_id = 900002), 0, 'another team space has nothing of it');
select * from finish();
rollback;
