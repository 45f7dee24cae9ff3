-- Quiet hours: what may be set, and whose word is waited for.
begin;
\ir company.inc
select plan(22);
-- Noon in the place of the first, and of everybody else.
update member set tz = (select name from pg_timezone_names where name like 'Etc/GMT%' and (now() at time zone name)::time >= '12:00' and (now() at time zone name)::time < '13:00' limit 1)
where team_space_id = 900001;
insert into announcement (team_space_id, id, author_id, edited_by, title_ko, body_ko, audience, channels, state, began_at, planned, quiet_from, quiet_until) overriding system value
select 900001, id, 7001, 7001, '공지', '내용', '{"all": true}', '{slack}', 'sending', now(), true, quiet_from, quiet_until
from (values (-71, time '21:00', time '08:00'), (-72, null, null)) as made(id, quiet_from, quiet_until);
insert into announcement_recipient (team_space_id, announcement_id, member_id, locale, tz)
select 900001, announcement, id, 'ko', tz from member, unnest(array[-71, -72]) as announcement where team_space_id = 900001 and id in (7001, 7002);
insert into announcement_delivery (team_space_id, announcement_id, member_id, channel, state, due_at)
select 900001, announcement_id, member_id, 'slack', 'waiting', now() from announcement_recipient where team_space_id = 900001 and announcement_id < 0;
set local role gracy_app;

create function pg_temp.set(step text, from_time text default null, until_time text default null, hours int default null) returns text language sql as $$
    select concat_ws(' ', said.outcome, said.quiet_from, said.quiet_until, case when said.paused_until is not null then 'paused' end)
    from set_quiet_hours_from_slack('T0LEFT', null, 'U7001', step, from_time, until_time, hours) as said
$$;
create function pg_temp.waits(hours int) returns bool language sql as $$
    select undisturbed_at(900001, '{7001}', now()) between now() + (hours - 1) * interval '1 hour' and now() + hours * interval '1 hour'
$$;
select is(pg_temp.set('show'), 'ok 21:00 08:00', 'the night of everybody');
select is((select count(*)::int from quiet_hours where team_space_id = 900001), 0, 'is nobody''s own');
select is(pg_temp.set('hours', '22:00', '07:30'), 'ok 22:00 07:30', 'a shorter one');
select is(pg_temp.set('hours', '09:00', '09:00'), 'same_time', 'of no length is none');
select is(pg_temp.set('hours', '06:00', '05:00'), 'too_long', 'nor one that leaves nothing of a day');
select is(pg_temp.set('hours', '00:00', '21:00'), 'too_long', 'before midnight either');
select is(pg_temp.set('hours', '00:00', '20:00'), 'ok 00:00 20:00', 'four hours are enough');
select ok(pg_temp.waits(8), 'and what comes at noon waits');
select is(pg_temp.set('pause', null, null, 48), 'ok 00:00 20:00 paused', 'a pause comes on top');
select is(pg_temp.set('resume'), 'ok 00:00 20:00', 'and ends before its time');
select is((select outcome from set_quiet_hours_from_slack('T0RIGHT', null, 'U7101', 'show', null, null, null)), 'not_member', 'who is no member here has none');
select is((select outcome from set_quiet_hours_from_slack('T0NOWHERE', null, 'U7001', 'show', null, null, null)), 'unknown_workspace', 'nor a workspace that is not connected');
select is((select quiet_from from set_quiet_hours_from_slack('T0RIGHT', null, 'U7001', 'show', null, null, null)), '21:00', 'and they are of one team space');

-- Several people.
select ok(undisturbed_at(900001, '{7001,7002}', now()) > now() + interval '7 hours', 'a group waits for all of its people');
insert into quiet_hours (team_space_id, member_id, quiet_from, quiet_until) values (900001, 7002, '20:00', '15:30');
select is(undisturbed_at(900001, '{7001,7002}', now()), now(), 'who share no hour of a day are told at once');

-- Notices.
do $$ begin perform notify_member(900001, 7001, 'export.done', 'done', '끝'); end $$;
select ok((select tell_at > now() + interval '7 hours' from member_notice where team_space_id = 900001 and member_id = 7001 and kind = 'export.done'), 'a notice waits for the end');
select is(pg_temp.set('usual'), 'ok 21:00 08:00', 'of which there is none any more');
select ok((select tell_at <= now() from member_notice where team_space_id = 900001 and member_id = 7001 and kind = 'export.done'), 'so that it is told');

-- Announcements: the reader's own hours, unless it is for the night as well.
create function pg_temp.hand_over(id bigint) returns int language sql as $$
    select hand_over_announcement(900001, id, 1, '{"announcement": {"ko": {"text": "x"}}}', 10)
$$;
create function pg_temp.handed(id bigint) returns bigint[] language sql as $$
    select array_agg(member_id order by member_id) from announcement_delivery where team_space_id = 900001 and announcement_id = id and slack_message_id is not null
$$;
select is(pg_temp.hand_over(-71), 2, 'an announcement is handed over');
select is(pg_temp.handed(-71), '{7001}', 'not to whom it would disturb');
select is(pg_temp.hand_over(-72), 2, 'one for the night as well');
select is(pg_temp.handed(-72), '{7001,7002}', 'is');
select * from finish();
rollback;
