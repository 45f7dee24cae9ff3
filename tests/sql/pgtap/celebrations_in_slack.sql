-- Celebrations in a channel: on business days, in the hours for it, once, of who wants it, and nothing is lost.
begin;
\ir company.inc
select plan(30);
update celebration_settings set slack_channel = null, look_at = null;
update celebration_occurrence set slack_message_id = null;
delete from celebration_occurrence where team_space_id in (900001, 900002);
insert into role_grant (team_space_id, member_id, role) values (900001, 7003, 'admin'), (900001, 7101, 'hr_reader');
-- Told on Friday: one birthday of the Saturday after it.
update member set celebrates_birthday = true where team_space_id = 900001 and id in (7001, 7002);
delete from celebration_occurrence where team_space_id in (900001, 900002);
insert into celebration_occurrence (team_space_id, member_id, kind, on_date, post_on, years)
values (900001, 7001, 'birthday', '2026-11-28', '2026-11-27', null), (900001, 7002, 'birthday', '2026-11-27', '2026-11-27', null),
       (900001, 7001, 'anniversary', '2026-11-27', '2026-11-27', 2), (900002, 7001, 'anniversary', '2026-11-27', '2026-11-27', 2);

create function pg_temp.due(at timestamp) returns int language sql as $$ select count(*)::int from due_celebrations(900001, at) $$;
select is(pg_temp.due('2026-11-27 09:29'), 0, 'not before the time');
select is(pg_temp.due('2026-11-27 09:30'), 3, 'then all of the day');
select is(pg_temp.due('2026-11-27 17:29'), 3, 'for eight hours');
select is(pg_temp.due('2026-11-27 17:30'), 0, 'not in the evening');
select is(pg_temp.due('2026-11-28 10:00'), 0, 'nor on a weekend');
select is(pg_temp.due('2026-11-30 10:00'), 3, 'but on the next business day, when the day could not be told');
select is(pg_temp.due('2026-12-04 10:00'), 0, 'for a week');
insert into holiday (team_space_id, on_date, name) values (900001, '2026-11-30', 'one');
select is(pg_temp.due('2026-11-30 10:00'), 0, 'not on a holiday');
update member set celebrates_birthday = false where team_space_id = 900001 and id = 7002;
insert into celebration_occurrence (team_space_id, member_id, kind, on_date, post_on) values (900001, 7002, 'birthday', '2026-11-27', '2026-11-27') on conflict do nothing;
select is(pg_temp.due('2026-11-27 10:00'), 2, 'never of who does not want it');
update celebration_settings set anniversaries = false where team_space_id = 900001;
select is(pg_temp.due('2026-11-27 10:00'), 1, 'nor of a kind that is not told');
update celebration_settings set anniversaries = true where team_space_id = 900001;
update member set status = 'left' where team_space_id = 900001 and id = 7001;
insert into celebration_occurrence (team_space_id, member_id, kind, on_date, post_on) values (900001, 7001, 'birthday', '2026-11-28', '2026-11-27') on conflict do nothing;
select is(pg_temp.due('2026-11-27 10:00'), 0, 'nor of who has left');

-- Today, which is a business day for once.
create or replace function is_business_day(p_team_space_id bigint, p_on date) returns bool language plpgsql stable as $$ begin return true; end $$;
update member set status = 'active' where team_space_id = 900001 and id = 7001;
delete from celebration_occurrence where team_space_id in (900001, 900002);
update celebration_settings set post_at = '00:00' where team_space_id = 900001;
update team_space set tz = (select name from pg_timezone_names where name like 'Etc/GMT%' and (now() at time zone name)::time >= '02:00' and (now() at time zone name)::time < '03:00' limit 1) where id = 900001;
insert into celebration_occurrence (team_space_id, member_id, kind, on_date, post_on, years)
select 900001, 7001, 'anniversary', on_date, on_date, 2 from (select (now() at time zone tz)::date as on_date from team_space where id = 900001) as today;
set local role gracy_app;
create function pg_temp.post() returns text language sql as $$ select step from post_celebrations(10) where team_space_id = 900001 $$;
create function pg_temp.message() returns bigint language sql as $$ select slack_message_id from celebration_occurrence where team_space_id = 900001 $$;
create function pg_temp.told() returns setof text language sql as $$ select text_en from member_notice where team_space_id = 900001 and kind = 'celebrations.refused' order by id $$;
select is(pg_temp.post(), null, 'nothing is posted where no channel was chosen');
select is(change_celebration_settings(900001, 7003, 0, '{"slack_channel": "C0PARTY"}', 'r'), 'ok', 'a channel is chosen');
create temporary table chosen on commit drop as select version from celebration_settings where team_space_id = 900001;
select is(pg_temp.post(), 'post', 'and told');
select is((select channel from slack_message where team_space_id = 900001 and id = pg_temp.message()), 'C0PARTY', 'there');
select results_eq($$ select kind, name, user_id, years from read_celebration_post(900001, pg_temp.message()) $$,
                  $$ values ('anniversary', '김민수', 'U7001', 2) $$, 'with who it is');
update celebration_settings set look_at = now() where team_space_id = 900001;
select is(pg_temp.post(), 'nothing', 'once');

-- Slack refuses it.
update slack_message set state = 'sending' where team_space_id = 900001;
select is(record_slack_message(900001, pg_temp.message(), 'failed', 'not_in_channel', null, null, 0), 'failed', 'Slack would not have it');
select results_eq($$ select state, slack_message_id from celebration_occurrence where team_space_id = 900001 $$, $$ values ('planned', null::bigint) $$, 'nothing is lost');
select is((select slack_trouble from celebration_settings where team_space_id = 900001), 'not_in_channel', 'the settings say why');
select results_eq('select pg_temp.told()', $$ values ('Birthdays and anniversaries could not be posted in Slack: I am not in the channel: please invite me with `/invite`. Nothing is lost: I try again every hour, for a week.') $$,
                  'and administrators what to do');
select is((select version from celebration_settings where team_space_id = 900001), (select version from chosen), 'which is no new version');
update celebration_settings set look_at = now() where team_space_id = 900001;
select is(pg_temp.post(), 'post', 'an hour later it is tried again');
update slack_message set state = 'sending' where team_space_id = 900001 and state = 'waiting';
select is(record_slack_message(900001, pg_temp.message(), 'failed', 'not_in_channel', null, null, 0), 'failed', 'in vain');
select is((select count(*)::int from pg_temp.told()), 1, 'which nobody is told twice');
select is(change_celebration_settings(900001, 7003, 0, '{"slack_channel": "C0OTHER"}', 'r'), 'ok', 'another channel');
select is(pg_temp.post(), 'post', 'is tried at once');
update slack_message set state = 'sending' where team_space_id = 900001 and state = 'waiting';
select is(record_slack_message(900001, pg_temp.message(), 'failed', 'uncertain_unseen', null, null, 0), 'failed', 'what may stand there, where nobody can look,');
select is((select state from celebration_occurrence where team_space_id = 900001), 'posted', 'is told no second time');
select is((select count(*)::int from pg_temp.told() as text_en where text_en like '%may stand in Slack already%look in the channel%'), 1, 'and administrators look there');
select * from finish();
rollback;
