-- Coffee in Slack: a group is introduced once, where all of its people are, and nobody is left without a word.
begin;
\ir company.inc
select plan(27);
update slack_installation set token_sealed = '\x01', key_id = 'k', installed_at = now() - interval '1 day' where team_id in ('T0LEFT', 'T0RIGHT');
-- Noon everywhere, and no other team space's groups in the way.
update member set tz = (select name from pg_timezone_names where name like 'Etc/GMT%' and (now() at time zone name)::time >= '12:00' and (now() at time zone name)::time < '13:00' limit 1)
where team_space_id in (900001, 900002);
update coffee_group set introduce_at = null;
insert into coffee_program (team_space_id, id, name, cadence, weekday, at, starts_on) overriding system value
select space, 7001, 'Lunch', 'weekly', 3, '12:30', '2026-01-01' from unnest(array[900001, 900002]) as space;
insert into coffee_round (team_space_id, id, program_id, no, fire_at, seed, seats, groups, left_out, repeats, follow_up_at) overriding system value
select space, 7001, 7001, 1, now(), 1, 4, 2, 0, 0, now() + interval '7 days' from unnest(array[900001, 900002]) as space;
insert into coffee_group (team_space_id, round_id, no, introduce_at) values (900001, 7001, 1, now()), (900001, 7001, 2, now() + interval '1 hour');
insert into coffee_seat (team_space_id, round_id, member_id, group_no) values (900001, 7001, 7001, 1), (900001, 7001, 7002, 1), (900001, 7001, 7003, 2), (900001, 7001, 7101, 2);
insert into kudos (team_space_id, id, giver_id, value_id, message, points, visibility, source) overriding system value
values (900001, 990001, 7003, 7001, 'thanks', 1, 'public', 'api'), (900001, 990002, 7003, 7001, 'thanks', 1, 'private', 'api');
insert into kudos_recipient (team_space_id, kudos_id, member_id, points, position, created_at)
values (900001, 990001, 7001, 1, 1, now()), (900001, 990002, 7002, 1, 1, now());
set local role gracy_app;

create function pg_temp.step() returns text language sql as $$ select step from introduce_coffee_groups(1) $$;
create function pg_temp.message() returns bigint language sql as $$ select slack_message_id from coffee_group where team_space_id = 900001 and round_id = 7001 and no = 1 $$;
create function pg_temp.taken() returns text language sql as $$
    with taken as (update slack_message set state = 'sending' where team_space_id = 900001 and id = pg_temp.message() and state = 'waiting' returning id)
    select case when exists (select from taken) then 'taken' end
$$;
create function pg_temp.told(member bigint) returns setof text language sql as $$
    select text_ko from member_notice where team_space_id = 900001 and member_id = member and kind = 'coffee.introduced'
$$;

select is(pg_temp.step(), 'opened', 'at the round''s time a conversation is opened');
select is(pg_temp.step(), null, 'once; the other group''s time has not come');
select results_eq($$ select method, channel, team_id from slack_message where team_space_id = 900001 and id = pg_temp.message() $$,
                  $$ values ('conversations.open', 'U7001,U7002', 'T0LEFT') $$, 'for its people');
select is(pg_temp.taken(), 'taken', 'it is taken');
select is(record_slack_message(900001, pg_temp.message(), 'sent', null, 'G1', null, 0), 'sent', 'it is open');
select is(pg_temp.step(), 'post', 'then the introduction is to be written');
select results_eq($$ select names, user_ids, value_en, department_en, hired_year from read_coffee_group(900001, 7001, 1) $$,
                  $$ values ('{김민수,이영희}'::text[], '{U7001,U7002}'::text[], null::text, 'department 900001', 2024) $$,
                  'with what all have in common; what was said in private is nobody''s');
update kudos set visibility = 'public' where team_space_id = 900001 and id = 990002;
select is((select value_en from read_coffee_group(900001, 7001, 1)), 'Customer First', 'what was said in public counts');
select ok(post_coffee_introduction(900001, 7001, 1, 'T0LEFT', '{"text": "hello"}') is not null, 'it is queued');
select is(pg_temp.step(), null, 'and nothing more');
select is((select channel from slack_message where team_space_id = 900001 and id = pg_temp.message()), 'G1', 'to that conversation');
update coffee_group set introduce_at = now() where team_space_id = 900001 and no = 1;
select is(pg_temp.step(), 'wait', 'whoever looks while it is under way waits');
select is(pg_temp.taken(), 'taken', 'it is taken');
select is(record_slack_message(900001, pg_temp.message(), 'sent', null, 'G1', '1.1', 0), 'sent', 'it stands there');
select is(pg_temp.step(), 'in_slack', 'and the group is introduced');
select is((select count(*)::int from pg_temp.told(7001)), 0, 'without a notice');

-- Somebody is not in Slack.
delete from slack_user where team_id = 'T0LEFT' and user_id = 'U7101';
update coffee_group set introduce_at = now() where team_space_id = 900001 and no = 2;
select is(pg_temp.step(), 'by_notice', 'a group of whom one is not in Slack');
select results_eq($$ select pg_temp.told(7003) union all select pg_temp.told(7101) $$,
                  $$ values ('커피 모임(Lunch): 이번에는 왼손님과 만나요. 서로 편한 시간에 30분쯤 이야기 나눠 보세요.'),
                            ('커피 모임(Lunch): 이번에는 박철수님과 만나요. 서로 편한 시간에 30분쯤 이야기 나눠 보세요.') $$, 'is told one by one');

-- Slack would not have it, or Gracy is taken out meanwhile.
update coffee_group set introduction = 'waiting', introduce_at = now(), slack_message_id = null where team_space_id = 900001 and no = 1;
update slack_message set dedupe_key = null where team_space_id = 900001;
select is(pg_temp.step(), 'opened', 'another time');
select ok(end_slack_installation('T0LEFT', null, now()), 'the installation ends');
select is(pg_temp.step(), 'by_notice', 'and people hear of each other all the same');
select is((select count(*)::int from pg_temp.told(7001)), 1, 'once');

-- In the night, and when the others have left.
update member set tz = (select name from pg_timezone_names where name like 'Etc/GMT%' and (now() at time zone name)::time >= '02:00' and (now() at time zone name)::time < '03:00' limit 1)
where team_space_id = 900001 and id = 7003;
update coffee_group set introduction = 'waiting', introduce_at = now() where team_space_id = 900001 and no = 2;
select is(pg_temp.step(), 'later', 'nobody''s night is disturbed');
update member set status = 'left' where team_space_id = 900001 and id = 7101;
update coffee_group set introduce_at = now() where team_space_id = 900001 and no = 2;
select is(pg_temp.step(), 'dropped', 'who is left alone is introduced to nobody');

-- A long notice with buttons.
create function pg_temp.sections(text text) returns text[] language sql as $$
    select array_agg(block -> 'text' ->> 'text' order by number)
    from jsonb_array_elements(coffee_pause_blocks(900001, text, '{7001}', '{"action_id": "x", "text": {"text": "x"}}')) with ordinality as blocks(block, number)
    where block ->> 'type' = 'section'
$$;
select is(pg_temp.sections('short'), '{short}', 'a notice is a section');
select is((select array_agg(length(part)) from unnest(pg_temp.sections(repeat('x', 2897) || '&amp;' || repeat('y', 1000))) as part), '{2897,1005}',
          'or two, between which no character is torn');
select is(cut_mrkdwn('a&amp;b', 6) || cut_mrkdwn('a&lt;', 4), 'a&amp;a', 'nor at the end');
select * from finish();
rollback;
