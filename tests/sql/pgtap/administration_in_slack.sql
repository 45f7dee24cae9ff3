-- Values and the allowance, changed in Slack: by administrators alone, with the audit that the API writes.
begin;
\ir company.inc
set local role gracy_app;
select plan(21);
reset role;


delete from role_grant where team_space_id = 900001 and member_id in (7001, 7002);
insert into role_grant (team_space_id, member_id, role) values (900001, 7001, 'admin');
set local role gracy_app;
create function pg_temp.set_value(who text, id bigint, version int, name text, name_ko text, in_use bool default true, view text default 'V1') returns text language sql as $$
    select concat_ws(' ', outcome, subject) from set_value_from_slack('T0LEFT', null, who, id, version, name, name_ko, null, in_use, view, null)
$$;
create function pg_temp.id_of(wanted text) returns bigint language sql as $$
    select id from company_value where team_space_id = 900001 and name = wanted
$$;
create function pg_temp.set_allowance(who text, version int, points int) returns text language sql as $$
    select concat_ws(' ', outcome, next_since is not null) from set_allowance_from_slack('T0LEFT', null, who, version, 'monthly', points, 7, null, 40, false, null)
$$;

select is((slack_administrator('T0LEFT', null, 'U7001')).outcome, 'ok', 'an administrator may');
select is((slack_administrator('T0LEFT', null, 'U7002')).outcome, 'not_administrator', 'others may not');
select is((slack_administrator('T0LEFT', null, 'U0NOBODY')).outcome, 'not_member', 'nor strangers');
select is((slack_administrator('T0NOWHERE', null, 'U7001')).outcome, 'unknown_workspace', 'nor from elsewhere');

select is(pg_temp.set_value('U7002', 0, 0, 'Courage', '용기'), 'not_administrator', 'others add no value');
select is(pg_temp.set_value('U7001', 0, 0, 'Courage', '용기'), 'ok', 'an administrator adds one');
select is(pg_temp.set_value('U7001', 0, 0, 'Courage', '용기'), 'ok', 'a form that is sent twice adds one');
select is((select count(*)::int from company_value where team_space_id = 900001 and name = 'Courage'), 1, 'that one');
select is(pg_temp.set_value('U7001', 0, 0, 'Bravery', '용기', true, 'V2'), 'name_taken name_ko', 'a name means one value');
select is(pg_temp.set_value('U7001', pg_temp.id_of('Courage'), 99, 'Courage', '담력'), 'version_mismatch', 'nobody changes what they have not seen');
select is(pg_temp.set_value('U7001', pg_temp.id_of('Courage'), 1, 'Courage', '담력', false), 'ok', 'but what they have');
select is((select name_ko || ' ' || active from company_value where id = pg_temp.id_of('Courage')), '담력 false', 'which is out of use then');
select is((value_in_slack('T0LEFT', null, 'U7001', pg_temp.id_of('Courage'))).name_ko, '담력', 'the form shows it');
select is((value_in_slack('T0LEFT', null, 'U7002', pg_temp.id_of('Courage'))).name_ko, null, 'to administrators');
select ok((values_in_slack('T0LEFT', null, 'U7001')).value_ids @> array[pg_temp.id_of('Courage')], 'as does the choice');
select is((values_in_slack('T0LEFT', null, 'U7002')).value_ids, '{}', 'to administrators');

select is(pg_temp.set_allowance('U7002', 0, 500), 'not_administrator f', 'others change no allowance');
select is(pg_temp.set_allowance('U7001', 99, 500), 'version_mismatch f', 'nor does anybody what they have not seen');
select is(pg_temp.set_allowance('U7001', 0, 100000), 'ok f', 'more points come at once');
select is(pg_temp.set_allowance('U7001', 0, 1), 'ok t', 'fewer with the next period');
select is((select concat_ws(' ', points, next_since is not null, shortest_message, pair_gifts_a_day, pair_percent, leaderboards)
           from allowance_in_slack('T0LEFT', null, 'U7001')), '1 t 7 40 f', 'as the form shows');
select * from finish();
rollback;
