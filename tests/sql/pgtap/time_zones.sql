-- By whose clock a member lives.
begin;
\ir company.inc
select plan(18);
-- The first has always a later date than the second.
insert into location (team_space_id, id, name, tz) overriding system value
values (900001, 7001, 'East', 'Pacific/Kiritimati'), (900001, 7002, 'West', 'Etc/GMT+12');
update member set location_id = 7001 where team_space_id = 900001 and id = 7002;
update member set location_id = 7002 where team_space_id = 900001 and id = 7003;
set local role gracy_app;
select is(member_tz(900001, 7002), 'Pacific/Kiritimati', 'who works somewhere lives by its clock');
select is(member_tz(900001, 7005), 'Asia/Seoul', 'who works nowhere in particular by the team space''s');
update slack_user set tz = 'Europe/Paris' where team_space_id = 900001 and user_id in ('U7003', 'U7101');
select is(member_tz(900001, 7101), 'Europe/Paris', 'unless Slack knows better');
select is(member_tz(900001, 7003), 'Europe/Paris', 'than where they work, too');
insert into slack_user (team_id, user_id, team_space_id, member_id, tz) values ('T0ANOTHER', 'U0', 900001, 7101, 'Asia/Tokyo');
select is(member_tz(900001, 7101), 'Asia/Tokyo', 'of several accounts it is always the same one');
update slack_user set deleted = true where team_space_id = 900001 and user_id in ('U7003', 'U0');
select is(member_tz(900001, 7101) || member_tz(900001, 7003), 'Europe/ParisEtc/GMT+12', 'that is still there');
select is(member_tz(900002, 7002), 'America/New_York', 'each in their own');
select is(member_tz(900001, 7102), null, 'a stranger by none');
reset role;
update member set tz = 'Europe/Berlin' where team_space_id = 900001 and id = 7005;
set local role gracy_app;
select is(member_tz(900001, 7005), 'Europe/Berlin', 'unless they say so');
select is(member_today(900001, 7002, now()), (now() at time zone 'Pacific/Kiritimati')::date, 'so their day is that of the place');
update slack_user set deleted = false, tz = null where team_space_id = 900001 and user_id = 'U7003';
select is((slack_caller('T0LEFT', null, 'U7003')).tz, 'Etc/GMT+12', 'in Slack as well');
select is(put_check_in(900001, 7002, (now() at time zone 'Pacific/Kiritimati')::date, 4, null, null, null, now())::text,
          format('(created,%s)', (now() at time zone 'Pacific/Kiritimati')::date), 'in which they check in');
reset role;
-- Ten in the evening where they are, three in the afternoon for the team space.
update location set tz = (select name from pg_timezone_names where name like 'Etc/GMT%' and (now() at time zone name)::time >= '22:00' and (now() at time zone name)::time < '23:00' limit 1)
where team_space_id = 900001 and id = 7001;
update team_space set tz = (select name from pg_timezone_names where name like 'Etc/GMT%' and (now() at time zone name)::time >= '15:00' and (now() at time zone name)::time < '16:00' limit 1)
where id = 900001;
set local role gracy_app;
select ok(undisturbed_at(900001, '{7002}', now()) > now() + interval '8 hours' and undisturbed_at(900001, '{7001}', now()) = now()
          and may_be_told_at(900001, 7002, 'U7002') > now(), 'and are not disturbed at night');

-- Names.
reset role;
select results_eq($$ select name from pg_timezone_names where not is_time_zone(name) and name !~ '^(posix/|right/|posixrules$|localtime$)' $$,
                  $$ select null::text where false $$, 'every name of the time zone database is one');
set local role gracy_app;
select results_eq($$ select tz, is_time_zone(tz) from unnest('{UTC+9,GMT+9,utc-9,KST,Asia/Seoul+3,Etc/GMT+13,<+09>-9,Mars/Olympus,"",null}'::text[]) as tz $$,
                  $$ select tz, tz is null from unnest('{UTC+9,GMT+9,utc-9,KST,Asia/Seoul+3,Etc/GMT+13,<+09>-9,Mars/Olympus,"",null}'::text[]) as tz $$,
                  'and what POSIX reads the other way round is none');
select is((create_location(900001, 7001, '{"name": "Far", "tz": "UTC+9"}', 'r', 'far', '\x00')).outcome, 'unknown_tz', 'nor is a place''s');
select is((change_location(900001, 7001, 7002, 0, '{"tz": "GMT+9"}', 'r')) || (select tz from location where team_space_id = 900001 and id = 7002),
          'unknown_tzEtc/GMT+12', 'ever');
select is(put_slack_user('T0LEFT', null, 'U7101', false, false, false, 'UTC+9', null, now() + interval '1 hour') is not null
          and (select tz is distinct from 'UTC+9' from slack_user where team_id = 'T0LEFT' and user_id = 'U7101'), true,
          'what Slack says beyond that is left out');
select * from finish();
rollback;
