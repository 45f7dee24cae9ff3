-- What a member is told of in Slack, when it is much at once.
begin;
\ir company.inc
select plan(13);
update slack_installation set token_sealed = '\x01', key_id = 'k' where team_id = 'T0LEFT';
update member_notice set tell_at = null where tell_at is not null;
update team_space set tz = (select name from pg_timezone_names where name like 'Etc/GMT%' and (now() at time zone name)::time >= '12:00' and (now() at time zone name)::time < '13:00' limit 1)
where id in (900001, 900002);
insert into member_notice (team_space_id, member_id, kind, text_en, text_ko, tell_at)
select 900001, 7002, 'test.told', 'number ' || n, n || '번 ' || repeat('가', 900) || '&', now() from generate_series(1, 6) as n;
set local role gracy_app;
create function pg_temp.texts() returns text[] language sql as $$
    select array_agg(arguments ->> 'text' order by id) from slack_message where team_space_id = 900001 and channel = 'U7002'
$$;
do $$ begin perform tell_members(100); end $$;
select ok((pg_temp.texts())[1] like '새 알림 4개가 있어요.%1번%2번%3번%4번%' and length((pg_temp.texts())[1]) <= 4000, 'as many as have room are told');
select is((select array_agg(right(part, 6)) from unnest(string_to_array((pg_temp.texts())[1], E'\n• ')) as part where part not like '새%'),
          array_fill('가&amp;'::text, array[4]), 'each whole');
select is((select count(*)::int from member_notice where team_space_id = 900001 and member_id = 7002 and tell_at <= now()), 2, 'the others stay due');
do $$ begin perform tell_members(100); end $$;
select ok((pg_temp.texts())[2] like '새 알림 2개가 있어요.%5번%6번%', 'and are told next');
select is((select count(*)::int from member_notice where team_space_id = 900001 and member_id = 7002 and tell_at is not null), 0, 'so that nothing is left out');

-- What a notice is about is a click away where it has a place.
reset role;
update slack_installation set url = 'https://left.slack.com/' where team_id = 'T0LEFT';
update company_value set emoji = ':rocket:' where team_space_id = 900001 and id = 7001;
select is((select outcome from give_kudos_by_reaction('T0LEFT', null, 'U7001', 'U7002', 'rocket', 'C1', '1.1', '10.1')), 'ok', 'a kudos by reaction');
update member_notice set tell_at = case when kind = 'kudos.received' and member_id = 7002 then now() end where team_space_id = 900001;
-- A member is told three times a day, so these are of two.
create function pg_temp.last_text(who text) returns text language sql as $$
    select arguments ->> 'text' from slack_message where team_space_id = 900001 and channel = who order by id desc limit 1
$$;
set local role gracy_app;
do $$ begin perform tell_members(100, null, null, null, null, null); end $$;
select ok(pg_temp.last_text('U7002') like '%칭찬을 보냈어요%메시지에 :rocket: 반응을 남겼어요 · <https://left.slack.com/archives/C1/p11|메시지 보기>', 'the message, for who received it');
select is(notice_link(900001, 'kudos.taken_back', (select kudos_id::text from slack_reaction_kudos where team_space_id = 900001 and message_ts = '1.1'), 'en', null),
          '', 'not for others who are told of a kudos');
select is(notice_link(900002, 'kudos.received', (select kudos_id::text from slack_reaction_kudos where team_space_id = 900001 and message_ts = '1.1'), 'en', null),
          '', 'nor in another company');
reset role;
insert into member_notice (team_space_id, member_id, kind, text_en, text_ko, subject_kind, subject_id, tell_at)
values (900001, 7001, 'export.done', 'ready', '준비됐어요.', 'export', '77', now());
set local role gracy_app;
do $$ begin perform tell_members(100, null, null, null, null, 'https://gracy.example.com'); end $$;
select is(pg_temp.last_text('U7001'), '준비됐어요. · <https://gracy.example.com/slack/sign-in?to=/api/v1/exports/77/download|내려받기>', 'the file of an export, behind the sign-in');
select is(notice_link(900001, 'export.done', '77', 'en', null), '', 'unless nobody knows where nginx is');
reset role;
insert into member_notice (team_space_id, member_id, kind, text_en, text_ko, subject_kind, subject_id, tell_at)
values (900001, 7001, 'export.done', 'long', repeat('가', 4000), 'export', '78', now());
set local role gracy_app;
do $$ begin perform tell_members(100, null, null, null, null, 'https://gracy.example.com'); end $$;
select ok(length(pg_temp.last_text('U7001')) = 4000 and pg_temp.last_text('U7001') like '%/78/download|내려받기>', 'whole, however long the text is');
select is(cut_mrkdwn('a <https://b.c|d> e', 12) || cut_mrkdwn('a <b|c> e', 8), 'a a <b|c> ', 'no link is cut');
select * from finish();
rollback;
