-- What people read in Slack is in their own language, by their own clock, and true.
begin;
\ir company.inc
select plan(16);
insert into role_grant (team_space_id, member_id, role) values (900001, 7001, 'admin');
update member set locale = 'en' where team_space_id = 900001 and id = 7001;
insert into hr_ticket (team_space_id, id, member_id, text) overriding system value values (900001, 7001, 7002, 'How?');
insert into coffee_program (team_space_id, id, name, cadence, weekday, at, starts_on, next_round_at, prepare_at) overriding system value
values (900001, 7001, 'Lunch', 'weekly', 3, '12:30', '2026-01-01', '2026-12-02 03:30Z', '2026-12-02 02:30Z');
-- Of who is half a day behind the team space, whose tomorrow is its today.
update member set tz = (select name from pg_timezone_names where name like 'Etc/GMT%' and (now() at time zone name)::date < (now() at time zone 'Asia/Seoul')::date limit 1)
where team_space_id = 900001 and id = 7003;
insert into announcement (team_space_id, id, author_id, edited_by, title_ko, body_ko, audience, channels, require_ack, state, began_at, sent_at, recipients) overriding system value
values (900001, 7001, 7002, 7002, '공지', '내용', '{"all": true}', '{slack}', true, 'sent', now(), now(), 3);
insert into announcement_recipient (team_space_id, announcement_id, member_id, locale, tz)
select 900001, 7001, id, 'ko', 'Asia/Seoul' from member where team_space_id = 900001 and id in (7001, 7002, 7004);
insert into announcement_delivery (team_space_id, announcement_id, member_id, channel, purpose, state, due_at, sent_at)
select 900001, 7001, id, 'slack', 'announcement', case id when 7002 then 'failed' else 'sent' end, now(), now() from member where team_space_id = 900001 and id in (7001, 7002, 7004);
set local role gracy_app;

select is(slack_styled('a*b_c~d`e & 김'), E'a*\u2060b_\u2060c~\u2060d`\u2060e &amp; 김', 'what is written in bold does not end it');
select is((select asker from ticket_in_slack('T0LEFT', null, 'U7001', 7001)), 'Younghee Lee', 'who asks has a name that the reader knows');
select is((select names from (select name_in('en', name, name_en) as names from member where team_space_id = 900001 and id = 7003) as one), '박철수', 'or the one that there is');
select is((select author_locale from read_slack_announcement(900001, 7001)), member_locale(900001, 7002), 'an announcement''s author reads about it in their language');
select is((select unacknowledged from home_page('T0LEFT', null, 'U7001')), 1, 'an acknowledgement is missing of who was told and is still here');
select is(allowance_renewed_on('T0LEFT', null, 'U7001'),
          (select (date_trunc('month', now() at time zone 'Asia/Seoul') + interval '1 month')::date), 'the allowance is renewed with the month');
select is(allowance_renewed_on('TNONE', null, 'U7001'), null, 'of no workspace nobody knows');

-- By whose clock a pause is in the past.
select is(take_part_in_coffee(900001, 7003, 7001, 'paused', (now() at time zone member_tz(900001, 7003))::date + 1), 'ok', 'a pause until tomorrow, by their own clock');
select is(take_part_in_coffee(900001, 7003, 7001, 'paused', (now() at time zone member_tz(900001, 7003))::date), 'in_the_past', 'but not until today');
select is((select outcome from set_own_coffee('T0LEFT', null, 'U7003', '{7001}', '{paused}', array[((now() at time zone member_tz(900001, 7003))::date + 1)::text], '{}')), 'ok', 'likewise in the form');
select is((select status from coffee_participant where team_space_id = 900001 and member_id = 7003), 'paused', 'which is so then');

-- Words, as the statements give them.
select is(clock_time((select next_round from coffee_by_command('T0LEFT', null, 'U7001', 'join', null, null)) at time zone 'UTC', 'UTC', 'en'),
          'Wed, Dec 2, 2026, 12:30 PM', 'the next round by the reader''s clock');
select is(clock_time((select next_round from coffee_by_command('T0LEFT', null, 'U7002', 'join', null, null)) at time zone 'UTC', 'UTC', 'ko'),
          '2026년 12월 2일 (수) 오후 12:30', 'and in their language');
reset role;
insert into announcement (team_space_id, id, author_id, edited_by, title_ko, body_ko, audience, channels, wanted_at) overriding system value
values (900001, 7002, 7002, 7002, '공지', '내용', '{"all": true}', '{slack}', '2026-12-01 00:30Z');
select is(clock_time('2026-12-01 00:30Z', member_tz(900001, 7002), 'ko'), '2026년 12월 1일 (화) 오전 9:30', 'an announcement''s time in words');
select is((select send_at from read_slack_announcement(900001, 7002)), '2026-12-01 09:30 (Asia/Seoul)', 'as servers of before read it, too');
select is((select recipient_names from give_kudos_from_slack('T0LEFT', null, 'U7001', '{U7002}', 'Customer First', 1, 'thank you', 't1', sha256('x'))), '{Younghee Lee}'::text[], 'who is thanked has the name that the giver knows');
select * from finish();
rollback;
