-- Surveys in Slack: the button under what tells of a wave, and who may answer there.
begin;
\ir company.inc
select plan(25);
update slack_installation set token_sealed = '\x01', key_id = 'k' where team_id = 'T0LEFT';
update team_space set tz = (select name from pg_timezone_names where name like 'Etc/GMT%' and (now() at time zone name)::time >= '12:00' and (now() at time zone name)::time < '13:00' limit 1)
where id = 900001;
update member_notice set tell_at = null where tell_at is not null;
insert into member (team_space_id, id, name, email, status) overriding system value
select 900001, 7200 + n, 'asked ' || n, 'asked' || n || '@example.org', 'active' from generate_series(1, 4) as n;
insert into survey (team_space_id, id, title_ko, title_en, created_by) overriding system value values (900001, 7001, '진단', 'Pulse', 7001);
insert into survey_version (team_space_id, survey_id, no) values (900001, 7001, 1);
insert into survey_question (team_space_id, survey_id, version, no, kind, text_en, required) values (900001, 7001, 1, 1, 'scale', 'How?', true);
insert into survey_wave (team_space_id, id, survey_id, mode, audience, opens_at, closes_at, created_by) overriding system value
select 900001, id, 7001, mode, 'all', null, now() + interval '3 days', 7001
from (values (-5, 'anonymous'), (-6, 'identified')) as made(id, mode);
set local role gracy_app;
select is(launch_wave(900001, 7001, -5, 0, 'r', true), 'ok', 'an anonymous wave opens');
select is(launch_wave(900001, 7001, -6, 0, 'r', true), 'ok', 'and an identified one');
do $$ begin perform tell_of_waves(100000); end $$;

-- The button.
create function pg_temp.sent(who text) returns jsonb language sql as $$
    select arguments::jsonb from slack_message where team_space_id = 900001 and channel = who and dedupe_key like 'notice/%'
$$;
do $$ begin perform tell_members(100000, null, '{"ko": {"type": "button", "action_id": "answer_", "text": {"type": "plain_text", "text": "응답하기"}},
                                                  "en": {"type": "button", "action_id": "answer_", "text": {"type": "plain_text", "text": "Answer"}}}'); end $$;
select is((select array_agg(button ->> 'action_id' || ' ' || (button ->> 'value') || ' ' || (button #>> '{text,text}') order by button ->> 'value')
           from jsonb_array_elements(pg_temp.sent('U7002') -> 'blocks') as block, jsonb_array_elements(block -> 'elements') as button),
          '{answer_-5 -5 응답하기 · 진단,answer_-6 -6 응답하기 · 진단}', 'who is told of waves has a button for each');
select ok(pg_temp.sent('U7002') ->> 'text' like '새 알림 2개%' and pg_temp.sent('U7002') #>> '{blocks,0,text,text}' = pg_temp.sent('U7002') ->> 'text', 'under the notice itself');
do $$ begin perform notify_member(900001, 7101, 'export.done', 'done', '끝'); end $$;
do $$ begin perform tell_members(100000, null, '{}'); end $$;
select is((select arguments::jsonb ? 'blocks' from slack_message where team_space_id = 900001 and channel = 'U7101' and arguments ->> 'text' = '끝'), false, 'and nothing else has one');

-- The form.
create function pg_temp.form(who text, wave bigint) returns text language sql as $$ select outcome from survey_form_in_slack('T0LEFT', null, who, wave) $$;
select is((select concat_ws(' ', outcome, locale, title, mode, names_shown, jsonb_array_length(questions)) from survey_form_in_slack('T0LEFT', null, 'U7002', -6)),
          'ok ko 진단 identified t 1', 'who is asked has the form');
select is(pg_temp.form('U7002', -5), 'ok', 'of either');
select is(pg_temp.form('U7005', -6), 'not_invited', 'who is not asked has none');
select is(pg_temp.form('U7002', -99), 'not_invited', 'nor has anybody of what is not there');
select is(pg_temp.form('U7006', -6), 'not_member', 'nor who is no member yet');
select is(pg_temp.form('UNOBODY', -6), 'not_member', 'nor a stranger');
select is((select outcome from survey_form_in_slack('T0RIGHT', null, 'U7002', -6)), 'not_invited', 'nor the same number of another team space');
select is((select outcome from survey_form_in_slack('T0NONE', null, 'U7002', -6)), 'unknown_workspace', 'nor anybody of a workspace that is not connected');

-- The answer.
create function pg_temp.answer(who text, wave bigint, workspace text default 'T0LEFT') returns text language sql as $$
    select answer_wave_from_slack(workspace, null, who, wave, '[[1, 9]]', true)
$$;
select is(pg_temp.answer('U7002', -5), 'anonymous', 'an anonymous wave is not answered in Slack');
select is((select count(*)::int from survey_inbox where wave_id = -5) + (select count(*)::int from wave_invite where wave_id = -5 and responded), 0, 'nothing of it is stored');
select is(pg_temp.answer('U7002', -6, 'T0RIGHT'), 'not_invited', 'nor is a wave of another team space');
select is(pg_temp.answer('U7002', -6), 'ok', 'an identified one is');
select is((select concat_ws(' ', member_id, told_names) from survey_signature where team_space_id = 900001 and wave_id = -6), '7002 t', 'with the name');
select is(pg_temp.answer('U7002', -6), 'already_answered', 'once');
select is(pg_temp.form('U7002', -6), 'already_answered', 'and the form says so');
select is((select count(*)::int from survey_answer where team_space_id = 900001 and wave_id = -6), 1, 'one answer stands');
select is(pg_temp.answer('U7005', -6), 'not_invited', 'who is not asked does not answer');

-- App Home.
select is((select wave_ids from home_page('T0LEFT', null, 'U7002')), '{-5}', 'App Home lists what waits');
select is((select today from home_page('T0LEFT', null, 'U7002')), (select (now() at time zone tz)::date from team_space where id = 900001), 'and the day');
select is((select wave_ids from home_page('T0LEFT', null, 'U7006')), '{}', 'to members alone');
select * from finish();
rollback;
