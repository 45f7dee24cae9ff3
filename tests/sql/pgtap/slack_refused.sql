-- While Slack refuses a workspace's token nothing of what Gracy says by herself is kept for the day on which it works again.
begin;
\ir company.inc
select plan(27);
-- Noon everywhere, and no other team space's people in the way.
create temporary table zone as
select day.hour, (select name from pg_timezone_names where name like 'Etc/GMT%' and extract(hour from now() at time zone name) = day.hour limit 1) as name
from unnest(array[2, 12]) as day(hour);
grant select on zone to gracy_app;
update team_space set tz = (select name from zone where hour = 12) where id in (900001, 900002);
update member_notice set tell_at = null where tell_at is not null;
update coffee_group set introduce_at = null where introduce_at is not null;
update coffee_seat set ask_at = null where ask_at is not null;
update slack_lane set next_at = 'infinity';
update slack_installation set token_sealed = '\x01', key_id = 'k', trouble = 'invalid_auth', trouble_at = now() - interval '5 minutes'
where team_id = 'T0LEFT';
create temporary table today as select (now() at time zone tz)::date as day from team_space where id = 900001;
grant select on today to gracy_app;
insert into check_in_preference (team_space_id, member_id, asked, weekdays, at_minute)
select 900001, id, id in (7001, 7101), array[extract(isodow from day)::int], 700 from member, today where team_space_id = 900001;
insert into coffee_program (team_space_id, id, name, cadence, weekday, at, starts_on) overriding system value
values (900001, 7001, 'Lunch', 'weekly', 3, '12:30', '2026-01-01');
insert into coffee_round (team_space_id, id, program_id, no, fire_at, seed, seats, groups, left_out, repeats, follow_up_at) overriding system value
values (900001, 7001, 7001, 1, now(), 1, 4, 2, 0, 0, now() + interval '7 days');
insert into coffee_group (team_space_id, round_id, no, introduce_at) values (900001, 7001, 1, now()), (900001, 7001, 2, null);
insert into coffee_seat (team_space_id, round_id, member_id, group_no)
values (900001, 7001, 7001, 1), (900001, 7001, 7002, 1), (900001, 7001, 7003, 2), (900001, 7001, 7101, 2);
set local role gracy_app;
create function pg_temp.ask() returns int language sql as $$
    select asked from ask_for_check_ins(900001, 0, 100, '{"ko": {"text": "어때요? {date}"}, "en": {"text": "How? {date}"}}')
$$;
create function pg_temp.told(about text) returns bigint[] language sql as $$
    select array_agg(member_id order by member_id) from member_notice where team_space_id = 900001 and kind = about
$$;
create function pg_temp.queued() returns bigint language sql as $$ select count(*) from slack_message where team_space_id = 900001 $$;
create function pg_temp.step() returns text language sql as $$ select step from introduce_coffee_groups(1) $$;
create function pg_temp.group() returns coffee_group language sql as $$
    select seated from coffee_group seated where team_space_id = 900001 and round_id = 7001 and no = 1
$$;
create function pg_temp.opened() returns text language sql as $$
    update coffee_group set introduction = 'waiting', introduce_at = now(), slack_message_id = null where team_space_id = 900001 and no = 1;
    update slack_message set dedupe_key = null where team_space_id = 900001;
    select pg_temp.step()
$$;

select ok(not can_tell_in_slack(900001, 'T0LEFT'), 'a token that was refused a moment ago');
select is(pg_temp.ask(), 2, 'who is due');
select is(pg_temp.told('check_in.question'), '{7001,7101}', 'is asked in the product');
select is(pg_temp.step(), 'by_notice', 'a group is introduced');
select is(pg_temp.told('coffee.introduced'), '{7001,7002}', 'in the product');
update coffee_seat set ask_at = now(), asked_at = now() where team_space_id = 900001 and member_id = 7003;
select is((select step from ask_coffee_questions(10)), 'by_notice', 'and so is a question whether people met');
select isnt(tell_members(100), 0, 'what there is to tell');
select is(pg_temp.queued(), 0::bigint, 'nothing waits in Slack');
select ok((select bool_and(tell_at between now() and now() + interval '10 minutes') from member_notice
           where team_space_id = 900001 and kind = 'coffee.introduced'), 'is looked at again');
update member_notice set tell_at = now(), created_at = now() - interval '25 hours' where team_space_id = 900001 and kind = 'coffee.introduced';
select isnt(tell_members(100), 0, 'a day later');
select is((select count(*) from member_notice where team_space_id = 900001 and kind = 'coffee.introduced' and tell_at is not null), 0::bigint,
          'it is in the product alone');

-- The organization's token, and another try.
reset role;
insert into slack_installation (team_space_id, app_id, enterprise_id, token_sealed, key_id, trouble, trouble_at)
values (900001, 'A1', 'E0LEFT', '\x01', 'k', 'invalid_auth', now() - interval '5 minutes');
update slack_installation set trouble = null, trouble_at = null, token_sealed = null, key_id = null, enterprise_id = 'E0LEFT',
       organization_id = (select id from slack_installation where enterprise_id = 'E0LEFT' and team_id is null)
where team_id = 'T0LEFT';
set local role gracy_app;
select ok(not can_tell_in_slack(900001, 'T0LEFT'), 'the organization''s token is that of its workspaces');
update slack_installation set trouble_at = now() - interval '21 minutes' where team_space_id = 900001 and enterprise_id = 'E0LEFT';
select ok(can_tell_in_slack(900001, 'T0LEFT'), 'is tried again after twenty minutes');
select ok(not can_tell_in_slack(900002, 'T0LEFT') and not can_tell_in_slack(900001, null), 'nobody is told in another company''s, or nowhere');

-- A day that is over for whom it was asked.
delete from check_in_question where team_space_id = 900001;
select is(pg_temp.ask(), 2, 'who is due is asked in Slack');
update slack_message set dedupe_key = concat_ws('/', 'notice/7001/check_in', (select day - 1 from today))
where team_space_id = 900001 and channel = 'U7001';
update slack_lane set tokens = 10, next_at = now() where team_space_id = 900001;
select is((select array_agg(channel) from take_slack_batch(10, 60)), '{U7101}', 'when Slack takes it, they are asked about today');
select is((select concat_ws(' ', state, error, ended_at is not null) from slack_message where team_space_id = 900001 and channel = 'U7001'),
          'failed overtaken t', 'and not about yesterday');

-- Quiet hours.
update slack_message set state = 'waiting', error = null, ended_at = null, due_at = now() where team_space_id = 900001;
update member set tz = (select name from zone where hour = 2) where team_space_id = 900001 and id = 7101;
update slack_message set error = 'invalid_auth', due_at = now() + interval '10 minutes' where team_space_id = 900001;
do $$ begin perform release_slack_messages(900001, 'T0LEFT', 'invalid_auth'); end $$;
select is((select array_agg(channel || ' ' || (due_at > now() + interval '5 hours') order by channel) from slack_message where team_space_id = 900001),
          '{"U7001 false","U7101 true"}', 'what waited for the token waits for the night to be over');
update slack_message set state = 'sending' where team_space_id = 900001;
do $$ begin
    perform record_slack_message(900001, id, 'refused', 'invalid_auth', null, null, 600) from slack_message where team_space_id = 900001;
end $$;
select is((select array_agg(channel || ' ' || (due_at > now() + interval '5 hours') order by channel) from slack_message where team_space_id = 900001),
          '{"U7001 false","U7101 true"}', 'and is not tried in it');

-- A conversation that Slack does not open.
update slack_installation set trouble = null, trouble_at = null where team_space_id = 900001;
select is(pg_temp.opened(), 'opened', 'a conversation is to be opened');
select ok((pg_temp.group()).introduce_at between now() + interval '23 hours' and now() + interval '25 hours', 'within a day');
update coffee_group set introduce_at = now() where team_space_id = 900001 and no = 1;
select is(pg_temp.step(), 'wait', 'before that it is waited for');
update coffee_group set introduce_at = now() where team_space_id = 900001 and no = 1;
update slack_message set created_at = now() - interval '25 hours' where id = (pg_temp.group()).slack_message_id;
select is(pg_temp.step(), 'by_notice', 'then its people hear of one another without it');

-- Somebody leaves before it is open.
select is(pg_temp.opened(), 'opened', 'another time');
update slack_message set state = 'sending' where id = (pg_temp.group()).slack_message_id;
do $$ begin perform record_slack_message(900001, (pg_temp.group()).slack_message_id, 'sent', null, 'G1', null, 0); end $$;
update member set tz = (select name from zone where hour = 2) where team_space_id = 900001 and id = 7001;
select is(pg_temp.step(), 'later', 'who sleeps by then is introduced in the morning');
update coffee_group set introduce_at = now() where team_space_id = 900001 and no = 1;
update member set status = 'left' where team_space_id = 900001 and id = 7002;
select is(pg_temp.step(), 'dropped', 'who is left alone is introduced to nobody');
select is((pg_temp.group()).introduction, 'dropped', 'and the group is over');
select * from finish();
rollback;
