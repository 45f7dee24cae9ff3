-- Who is asked how their day is, when, and how often.
begin;
\ir company.inc
select plan(30);
-- Noon, where they all are.
update team_space set tz = (select name from pg_timezone_names where name like 'Etc/GMT%' and (now() at time zone name)::time >= '12:00' and (now() at time zone name)::time < '13:00' limit 1)
where id = 900001;
update member set locale = 'en' where team_space_id = 900001 and id = 7101;
insert into member (team_space_id, id, name, email, status) overriding system value
select 900001, 7200 + n, 'asked ' || n, 'asked' || n || '@example.org', 'active' from generate_series(1, 7) as n;
-- Who has not begun is not asked.
insert into member (team_space_id, id, name, email, status, hired_on) overriding system value
values (900001, 7208, 'starts later', 'later@example.org', 'active', now()::date + 30);
insert into slack_user (team_id, user_id, team_space_id, member_id) select 'T0LEFT', 'U' || n, 900001, n from generate_series(7205, 7207) as n;
create temporary table today as select (now() at time zone tz)::date as day from team_space where id = 900001;
grant select on today to gracy_app;
-- Everybody has a word of their own on it; 7001, 7101 (in Slack) and 7201 (not there) are due.
insert into check_in_preference (team_space_id, member_id, asked, weekdays, at_minute, snoozed_until)
select 900001, member.id, member.id <> 7002,
       case when member.id = 7202 then array[extract(isodow from day + 1)::int] else array[extract(isodow from day)::int] end,
       case member.id when 7203 then 800 when 7204 then 400 else 700 end,
       case member.id when 7205 then day + 1 when 7101 then day end
from member, today where team_space_id = 900001;
insert into mood_entry (team_space_id, member_id, on_date, score) select 900001, 7003, day, 4 from today;
insert into quiet_hours (team_space_id, member_id, quiet_from, quiet_until) values (900001, 7206, '11:00', '14:00');
insert into slack_message (team_space_id, team_id, method, channel, arguments, dedupe_key, due_at)
select 900001, 'T0LEFT', 'chat.postMessage', 'U7207', '{}', 'notice/7207/' || n, now() from generate_series(1, 3) as n;
set local role gracy_app;
create function pg_temp.ask(p_space bigint default 900001, p_limit int default 100) returns text language sql as $$
    select concat_ws(' ', asked, last_id) from ask_for_check_ins(p_space, 0, p_limit, '{"ko": {"text": "어때요? {date}"}, "en": {"text": "How? {date}"}}')
$$;
create function pg_temp.asked() returns bigint[] language sql as $$
    select array_agg(member_id order by member_id) from check_in_question where team_space_id = 900001
$$;
create function pg_temp.tap(person text, days int, score int, team text default 'T0LEFT') returns text language sql as $$
    select (answer_check_in_question(team, null, person, day + days, score)).outcome from today
$$;
reset role;
insert into holiday (team_space_id, on_date, name) select 900001, day, '창립기념일' from today;
set local role gracy_app;
select is(pg_temp.ask(), '0', 'nobody is asked on a holiday of the company');
reset role;
delete from holiday where team_space_id = 900001;
set local role gracy_app;
select is(pg_temp.ask(p_limit => 1), '1 7001', 'members are asked in pieces');
select is(pg_temp.ask(), '2', 'to the end');
select is(pg_temp.asked(), '{7001,7101,7201}', 'on their day, from their minute on, unless they checked in, snooze, are away or want none of it');
select is((select array_agg(channel || ' ' || arguments::text order by channel) from slack_message where team_space_id = 900001 and dedupe_key like '%check_in%'),
          (select array['U7001 {"text": "어때요? ' || day || '"}', 'U7101 {"text": "How? ' || day || '"}'] from today), 'in Slack, in their language, about their day');
select is((select array_agg(member_id) from member_notice where team_space_id = 900001 and kind = 'check_in.question'), '{7201}', 'or in the product');
select is(pg_temp.ask(), '0', 'once a day');
select is((select count(*) from slack_message where team_space_id = 900001 and channel = 'U7001' and dedupe_key like 'notice/%'), 1::bigint, 'as one of the three messages of a day');
delete from slack_message where team_space_id = 900001 and channel = 'U7207';
delete from quiet_hours where team_space_id = 900001 and member_id = 7206;
select is(pg_temp.ask(), '2', 'who was not to be disturbed is asked when they may be');
select is(pg_temp.ask(900002), '0', 'elsewhere it is another time and nobody has said anything');

-- Where they work says what time it is.
reset role;
insert into location (team_space_id, id, name, tz) overriding system value
select 900001, 7001, 'Far', (select name from pg_timezone_names where name like 'Etc/GMT%' and (now() at time zone name)::time >= '20:00' and (now() at time zone name)::time < '21:00' limit 1);
update member set location_id = 7001 where team_space_id = 900001 and id = 7204;
update check_in_preference set at_minute = 1140 where team_space_id = 900001 and member_id = 7204;
update check_in_preference set weekdays = '{1,2,3,4,5,6,7}' where team_space_id = 900001 and member_id = 7204;
set local role gracy_app;
select is(pg_temp.ask(), '1', 'who works where it is evening is asked in the evening');

-- A face is tapped.
select is(pg_temp.tap('U7001', 0, 4), 'created', 'a tap is a check-in');
select is(pg_temp.tap('U7001', 0, 2), 'ok', 'which another one changes');
select is((select score::int from mood_entry where team_space_id = 900001 and member_id = 7001), 2, 'to what was tapped last');
select is(pg_temp.tap('U7001', -1, 2), 'past', 'a question of yesterday is over');
select is(pg_temp.tap('UBOT', 0, 2), 'not_member', 'only members answer');
select is(pg_temp.tap('U7001', 0, 2, 'T0NOWHERE'), 'unknown_workspace', 'of a workspace that is connected');
select is((select count(*) from mood_entry where team_space_id = 900002), 0::bigint, 'here and nowhere else');
update check_in_question set asked_on = asked_on - 1 where team_space_id = 900001;
select is(pg_temp.ask(), '5', 'the next day they are asked again, but for who has checked in');
select is((select array_agg(member_id order by member_id) from check_in_question where team_space_id = 900001 and asked_on = member_today(900001, member_id, now())), '{7101,7201,7204,7206,7207}', 'each of them');

-- Who would rather not be asked.
create function pg_temp.set_asking(person text, asked bool, team text default 'T0LEFT') returns text language sql as $$
    select (set_check_in_asking_from_slack(team, null, person, asked)).outcome
$$;
create function pg_temp.said(member bigint) returns text language sql as $$
    select concat_ws(' ', asked, weekdays, at_minute, version) from check_in_preference where team_space_id = 900001 and member_id = member
$$;
delete from check_in_preference where team_space_id = 900001 and member_id = 7003;
select is(array[pg_temp.set_asking('UBOT', false), pg_temp.set_asking('U7003', false)], '{not_member,ok}', 'members say so in Slack');
select is(pg_temp.said(7003), 'f {2,4} 1020 1', 'who never said anything, too');
select is(array[pg_temp.set_asking('U7101', false), pg_temp.set_asking('U7101', false)], '{ok,ok}', 'as often as they click');
select is((select concat_ws(' ', asked, at_minute, version) from check_in_preference where team_space_id = 900001 and member_id = 7101), 'f 700 2', 'once, and their days stay');
update check_in_question set asked_on = asked_on - 1 where team_space_id = 900001;
do $$ begin perform pg_temp.ask(); end $$;
select is((select array_agg(member_id order by member_id) from check_in_question where team_space_id = 900001 and asked_on = member_today(900001, member_id, now())), '{7201,7204,7206,7207}', 'and they are asked no more');
select is(array[pg_temp.set_asking('U7101', true), pg_temp.ask(), pg_temp.set_asking('U7001', false, 'T0NOWHERE')], '{ok,1,unknown_workspace}', 'until they take it back');
select is((select count(*) from check_in_preference where team_space_id = 900002), 0::bigint, 'here and nowhere else');
select is((select concat_ws('|', today = member_today(900001, 7101, now()), score) from set_check_in_asking_from_slack('T0LEFT', null, 'U7101', true)),
          (select concat_ws('|', true, (select entry.score from mood_entry entry where entry.team_space_id = 900001 and entry.member_id = 7101
                                                                                         and entry.on_date = member_today(900001, 7101, now())))),
          'and hear which day it is, and what they have said of it');
reset role;
insert into member (team_space_id, id, name, email, status) overriding system value
select 900002, 7300 + n, 'many ' || n, 'many' || n || '@example.org', 'active' from generate_series(1, 12) as n;
set local role gracy_app;
reset role;
update member set tz = 'Europe/Berlin' where team_space_id = 900002 and id = 7301;
update slack_user set tz = 'Asia/Tokyo' where team_space_id = 900002 and member_id = 7002;
set local role gracy_app;
select results_eq($$ select tz from zones_in_use(900002) as tz order by 1 $$, $$ select unnest('{America/New_York,Asia/Tokyo,Europe/Berlin}'::text[]) $$,
                  'zones are those of people, of their Slack, of places and of the team space');
insert into check_in_preference (team_space_id, member_id, asked) select 900002, id, false from generate_series(7303, 7305) as id;
select is((select last_id from ask_for_check_ins(900002, 0, 1, null)),
          case when exists (select from zones_in_use(900002) as tz
                            where extract(isodow from now() at time zone tz)::int in (2, 4) and (now() at time zone tz)::time between '17:00' and '20:59:59.999999')
               then (select id from member where team_space_id = 900002 and status = 'active' order by id offset 9 limit 1) end,
          'members are looked at in pieces; but when it is nobody''s usual hour, only the three who have said something');
select * from finish();
rollback;
