-- Who is not to be disturbed is not: announcements, introductions and requests for approval wait for the end of a pause or of
-- the night; but what somebody asked for at an hour of their own comes then.
begin;
\ir company.inc
select plan(25);
update slack_installation set token_sealed = '\x01', key_id = 'k', installed_at = now() - interval '1 day' where team_id = 'T0LEFT';
create function pg_temp.zone_at(hour int) returns text language sql as $$
    select name from pg_timezone_names where name like 'Etc/GMT%' and extract(hour from now() at time zone name)::int = hour limit 1
$$;
update team_space set tz = pg_temp.zone_at(12) where id in (900001, 900002);
update coffee_group set introduce_at = null;
insert into role_grant (team_space_id, member_id, role)
values (900001, 7001, 'announcer'), (900001, 7002, 'admin'), (900001, 7003, 'admin');
insert into coffee_program (team_space_id, id, name, cadence, weekday, at, starts_on) overriding system value
select space, 7001, 'Lunch', 'weekly', 3, '12:30', '2026-01-01' from unnest(array[900001, 900002]) as space;
insert into coffee_round (team_space_id, id, program_id, no, fire_at, seed, seats, groups, left_out, repeats, follow_up_at) overriding system value
values (900001, 7001, 7001, 1, now(), 1, 4, 2, 0, 0, now() + interval '7 days');
insert into coffee_group (team_space_id, round_id, no, introduce_at) values (900001, 7001, 1, now()), (900001, 7001, 2, now() + interval '1 hour');
insert into coffee_seat (team_space_id, round_id, member_id, group_no) values (900001, 7001, 7001, 1), (900001, 7001, 7002, 1), (900001, 7001, 7003, 2), (900001, 7001, 7101, 2);
set local role gracy_app;

create function pg_temp.last() returns bigint language sql as $$ select max(id) from announcement where team_space_id = 900001 $$;
create function pg_temp.sent(ack bool, quiet_from time, quiet_until time) returns text language plpgsql as $$
declare
    v_id bigint;
begin
    v_id := (create_announcement(900001, 7001, '공지', null, '내용', null, '{"members": ["7002"]}', '{slack}', ack, quiet_from, quiet_until, null, null, 'r')).announcement_id;
    perform send_announcement(900001, 7001, v_id, 0, null, 'r');
    perform prepare_announcement(900001, v_id, 100);
    return (select state from announcement where team_space_id = 900001 and id = v_id);
end
$$;
create function pg_temp.hand_over() returns int language sql as $$
    select hand_over_announcement(900001, pg_temp.last(), 1, '{"announcement": {"ko": {"text": "공지"}}}', 10)
$$;
create function pg_temp.due() returns timestamptz language sql as $$
    select due_at from announcement_delivery where team_space_id = 900001 and announcement_id = pg_temp.last()
$$;
create function pg_temp.pause(member bigint, long interval) returns bool language sql as $$
    insert into quiet_hours (team_space_id, member_id, paused_until) values (900001, member, now() + long)
    on conflict on constraint quiet_hours_pkey do update set paused_until = excluded.paused_until
    returning true
$$;

-- Announcements.
select is(pg_temp.pause(7002, '3 days'), true, 'somebody pauses');
select is(pg_temp.sent(false, '21:00', '08:00'), 'sending', 'an announcement');
select is(pg_temp.hand_over(), 1, 'is looked at');
select is((select count(slack_message_id)::int from announcement_delivery where team_space_id = 900001 and announcement_id = pg_temp.last()), 0, 'and said to nobody');
select ok(pg_temp.due() >= now() + interval '3 days', 'until the pause is over');
select is((set_quiet_hours_from_slack('T0LEFT', null, 'U7002', 'resume', null, null, null)).outcome, 'ok', 'or ended');
select ok(pg_temp.due() <= now(), 'when it is due at once');
select is((select count(*)::int from job where kind = 'slack.announce' and payload ->> 'run' like 'quiet 7002 %'), 1, 'and somebody looks');
select is(pg_temp.hand_over(), 1, 'then');
select is((select count(slack_message_id)::int from announcement_delivery where team_space_id = 900001 and announcement_id = pg_temp.last()), 1, 'it is said');
select is(pg_temp.pause(7002, '3 days'), true, 'in a pause');
select is(pg_temp.sent(true, '21:00', '08:00') || pg_temp.hand_over(), 'sending1', 'one that asks to be acknowledged');
select is((select count(slack_message_id)::int from announcement_delivery where team_space_id = 900001 and announcement_id = pg_temp.last()), 1, 'is said');
select is(pg_temp.sent(false, null, null) || pg_temp.hand_over(), 'sending1', 'one for the night as well');
select is((select count(slack_message_id)::int from announcement_delivery where team_space_id = 900001 and announcement_id = pg_temp.last()), 1, 'too');

-- Coffee.
select is((select step from introduce_coffee_groups(1)), 'by_notice', 'in a long pause nobody is put into a conversation');
select ok((select tell_at >= now() + interval '3 days' from member_notice where team_space_id = 900001 and member_id = 7002 and kind = 'coffee.introduced'), 'and who pauses reads of it afterwards');
select ok((select tell_at <= now() from member_notice where team_space_id = 900001 and member_id = 7001 and kind = 'coffee.introduced'), 'the other at once');
select is(pg_temp.pause(7003, '3 hours'), true, 'for a short one');
update coffee_group set introduce_at = now() where team_space_id = 900001 and no = 2;
select is((select step from introduce_coffee_groups(1)), 'later', 'the group waits');
select ok((select introduce_at >= now() + interval '3 hours' from coffee_group where team_space_id = 900001 and no = 2), 'until it is over');

-- Requests for an approval.
reset role;
update member set tz = pg_temp.zone_at(3) where team_space_id = 900001 and id = 7003;
delete from quiet_hours where team_space_id = 900001;
set local role gracy_app;
select is((request_approval(900001, 7001, (create_announcement(900001, 7001, '공지', null, '내용', null, '{"all": true}', '{slack}', false, null, null, null, null, 'r')).announcement_id, 0, 'r')).outcome, 'ok', 'an approval is asked for');
create function pg_temp.show() returns bool language sql as $$
    select show_announcement(900001, pg_temp.last(), (select version from announcement where team_space_id = 900001 and id = pg_temp.last()),
                             '{"control": {"text": "x"}, "request": {"ko": {"text": "물음"}}, "answer": {"ko": {"text": "답"}}}')
$$;
select ok(pg_temp.show() and pg_temp.show(), 'and shown, and shown again');
select is((select due_at <= now() from slack_message where team_space_id = 900001 and dedupe_key like 'approval/%/7002'), true, 'by day at once');
select is((select due_at > now() + interval '3 hours' from slack_message where team_space_id = 900001 and dedupe_key like 'approval/%/7003'), true, 'by night in the morning');
select * from finish();
rollback;
