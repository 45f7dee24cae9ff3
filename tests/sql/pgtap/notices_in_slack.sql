-- What a member is told of in Slack, when it is much at once.
begin;
\ir company.inc
select plan(5);
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
select * from finish();
rollback;
