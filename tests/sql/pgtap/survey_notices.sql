-- Who is told that a wave is open, and whom a nudge reaches.
begin;
\ir company.inc
select plan(29);
-- Noon, where they all are.
update team_space set tz = (select name from pg_timezone_names where name like 'Etc/GMT%' and (now() at time zone name)::time >= '12:00' and (now() at time zone name)::time < '13:00' limit 1)
where id = 900001;
insert into member (team_space_id, id, name, email, status) overriding system value
select 900001, 7200 + n, 'asked ' || n, 'asked' || n || '@example.org', 'active' from generate_series(1, 4) as n;
insert into survey (team_space_id, id, title_ko, title_en, created_by) overriding system value values (900001, 7001, '진단', 'Pulse', 7001);
insert into survey_version (team_space_id, survey_id, no) values (900001, 7001, 1);
insert into survey_question (team_space_id, survey_id, version, no, kind, text_en, required) values (900001, 7001, 1, 1, 'scale', 'How?', true);
insert into survey_wave (team_space_id, id, survey_id, mode, audience, opens_at, closes_at, created_by) overriding system value
select 900001, id, 7001, mode, 'all', opens_at, now() + interval '3 days', 7001
from (values (-5, 'anonymous', null), (-6, 'identified', now() + interval '1 hour'), (-7, 'anonymous', null)) as made(id, mode, opens_at);
insert into quiet_hours (team_space_id, member_id, quiet_from, quiet_until) values (900001, 7101, '10:00', '15:00');
set local role gracy_app;
create function pg_temp.told(kind text) returns bigint[] language sql as $$
    select array_agg(member_id order by member_id) from member_notice notice where team_space_id = 900001 and notice.kind = $1
$$;
create function pg_temp.open_rows(wave bigint) returns bigint[] language sql as $$
    select array_agg(member_id order by member_id) from survey_reminder where team_space_id = 900001 and wave_id = wave and delivered_at is null
$$;

select is(launch_wave(900001, 7001, -5, 0, 'r'), 'ok', 'a wave opens');
select is(pg_temp.told('survey.invitation'), null, 'which is for the worker to tell');
select ok(tell_of_waves(100000) >= 8, 'who does');
select is(pg_temp.told('survey.invitation'), '{7001,7002,7003,7201,7202,7203,7204}', 'everybody who is asked, but for who is not to be disturbed');
select is(pg_temp.open_rows(-5), '{7101}', 'who is told later');
select ok((select queued_at > now() from survey_reminder where wave_id = -5 and member_id = 7101), 'when it is no longer quiet');
select ok((select bool_and(text_ko like '%‘진단’%익명 설문이에요.' and text_en like '%“Pulse” is open until%anonymous.' and subject_kind = 'wave' and subject_id = '-5')
           from member_notice where team_space_id = 900001 and kind = 'survey.invitation'), 'in two languages, with what is promised');
do $$ begin perform tell_of_waves(100000); end $$;
select is(array_length(pg_temp.told('survey.invitation'), 1), 7, 'once');

select is(launch_wave(900001, 7001, -6, 0, 'r'), 'ok', 'another is launched ahead');
do $$ begin perform tell_of_waves(100000); end $$;
select is(array_length(pg_temp.told('survey.invitation'), 1), 7, 'and told of when it opens');
reset role;
update survey_wave set opens_at = now() - interval '1 s' where id = -6;
update survey_reminder set queued_at = now() - interval '1 s' where wave_id = -6;
set local role gracy_app;
do $$ begin perform tell_of_waves(100000); end $$;
select is((select count(*) from member_notice where subject_id = '-6' and text_en like '%stored with your name.' and text_ko like '%이름과 함께 저장돼요.'), 7::bigint, 'with its own promise');

-- A nudge.
update wave_invite set responded = true where team_space_id = 900001 and wave_id = -5 and member_id = 7002;
select is((remind_wave(900001, 7001, -5, 'r')).outcome, 'ok', 'a nudge is asked for');
-- Between then and the worker's turn.
update wave_invite set responded = true where team_space_id = 900001 and wave_id = -5 and member_id = 7202;
update member set status = 'left', left_on = now()::date where team_space_id = 900001 and id = 7003;
do $$ begin perform tell_of_waves(100000); end $$;
select is(pg_temp.told('survey.reminder'), '{7001,7201,7203,7204}', 'it reaches who has not answered and is still here');
select is(pg_temp.open_rows(-5), '{7101,7101}', 'and the rows tell of nobody whether they did');
select ok((select bool_and(text_en like '%If you have not answered yet%' and text_ko like '%아직이라면%') from member_notice where team_space_id = 900001 and kind = 'survey.reminder'), 'it says no more than it knows');
do $$ begin perform tell_of_waves(100000); end $$;
select is(array_length(pg_temp.told('survey.reminder'), 1), 4, 'once');
select is((select count(*) from member_notice where team_space_id = 900002), 0::bigint, 'and nobody elsewhere');

-- Who was not to be disturbed all the while.
delete from quiet_hours where team_space_id = 900001 and member_id = 7101;
update survey_reminder set queued_at = now() where team_space_id = 900001 and member_id = 7101;
do $$ begin perform tell_of_waves(100000); end $$;
select is((select array_agg(kind order by id) from member_notice where team_space_id = 900001 and member_id = 7101 and subject_id = '-5'), '{survey.invitation}', 'is told once of a survey, that they are asked');
select is(pg_temp.open_rows(-5), null, 'and no more later');
-- Nudges that have come together; and one that a later one has overtaken already.
insert into survey_reminder (team_space_id, wave_id, member_id, no, delivered_at)
values (900001, -5, 7101, 2, null), (900001, -5, 7201, 2, null), (900001, -5, 7201, 3, null), (900001, -5, 7203, 2, null), (900001, -5, 7203, 3, now());
do $$ begin perform tell_of_waves(100000); end $$;
select is(pg_temp.told('survey.reminder'), '{7001,7101,7201,7201,7203,7204}', 'several nudges are told as one, to who was invited before');
select is(pg_temp.open_rows(-5), null, 'and all are settled');

-- In Slack some of it is told later.
do $$ begin perform notify_member(900001, 7001, 'export.done', 'done', '끝'); end $$;
update wave_invite set responded = true where team_space_id = 900001 and wave_id = -5 and member_id = 7001;
reset role;
update survey_wave set closes_at = now() where team_space_id = 900001 and id = -6;
set local role gracy_app;
do $$ begin perform tell_members(100000); end $$;
select is((select array_agg(arguments ->> 'text') from slack_message where team_space_id = 900001 and channel = 'U7001' and dedupe_key like 'notice/%'), '{끝}', 'not of what they have answered meanwhile');
select matches((select arguments ->> 'text' from slack_message where team_space_id = 900001 and channel = 'U7101' and dedupe_key like 'notice/%'), '^새 알림 2개.*의견을 들려주세요.*익명.*아직이라면', 'nor of what is over by then');
select is((select count(*) from slack_message where team_space_id = 900001 and channel = 'U7002' and dedupe_key like 'notice/%'), 0::bigint, 'and nothing at all of nothing else');
select is((select count(*) from member_notice where team_space_id = 900001 and tell_at is not null), 0::bigint, 'neither then nor later');

-- What is over.
select is(launch_wave(900001, 7001, -7, 0, 'r'), 'ok', 'a third');
reset role;
update survey_wave set opens_at = now() - interval '2 s' where id = -7;
set local role gracy_app;
select is(close_wave(900001, 7001, -7, 0, 'r'), 'ok', 'is over before anybody was told');
do $$ begin perform tell_of_waves(100000); end $$;
select is((select count(*) from member_notice where subject_id = '-7'), 0::bigint, 'and nobody is any more');
select is(pg_temp.open_rows(-7), null, 'nor looked at again');
select * from finish();
rollback;
