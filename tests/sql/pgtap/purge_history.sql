-- What has been of use goes, and nothing that anybody still waits for or works with.
begin;
\ir company.inc
delete from member_notice; delete from survey_reminder; delete from slack_reaction_kudos; delete from wallet_challenge;
insert into member_notice (team_space_id, member_id, kind, text_en, text_ko, created_at, read_at)
select 900001, 7001, 'test.told', what, what, now() - interval '1 day' * age, now() - interval '1 day' * read
from (values ('unread', 360, null), ('unread and old', 370, null), ('read lately', 300, 80), ('read long ago', 300, 100),
             ('read lately and old', 370, 80)) as notice(what, age, read);
insert into survey (team_space_id, id, title_en, created_by) overriding system value values (900001, 1, 'x', 7001);
insert into survey_version (team_space_id, survey_id, no) values (900001, 1, 1);
insert into survey_wave (team_space_id, id, survey_id, mode, audience, closes_at, created_by, state, question_version, k_score,
                         k_text, opens_at, invited, launched_at, released_at) overriding system value
select 900001, id, 1, 'anonymous', 'all', now() - interval '40 days', 7001, state, 1, 5, 10, now() - interval '60 days', 5,
       now() - interval '60 days', released_at
from (values (1, 'closed', now() - interval '39 days'), (2, 'launched', null), (3, 'cancelled', null)) as wave(id, state, released_at);
insert into survey_reminder (team_space_id, wave_id, member_id, no, queued_at, delivered_at)
select 900001, wave, 7001, no, now() - interval '50 days', delivered_at
from (values (1, 0, now() - interval '45 days'), (1, 1, now() - interval '20 days'), (1, 2, null),
             (2, 0, now() - interval '45 days'), (3, 0, now() - interval '45 days')) as reminder(wave, no, delivered_at);
insert into slack_reaction_kudos (team_space_id, team_id, channel, message_ts, user_id, reaction, told_at)
select 900001, 'T0LEFT', 'C1', '1.' || age, 'U7001', 'tada', extract(epoch from now() - interval '1 day' * age) from unnest(array[1, 29, 31]) as age;
insert into wallet_challenge (team_space_id, member_id, nonce, address, message, expires_at)
select 900001, 7001, 'nonce ' || hours, decode(repeat('01', 20), 'hex'), 'sign', now() - interval '1 hour' * hours
from unnest(array[-1, 23, 25]) as hours;
set local role gracy_app;
select plan(7);
select is(purge_history(1), 5::bigint, 'one of each kind, of notices one that was read and one that is old');
select is(purge_history(1), 2::bigint, 'the rest on the next call');
select is(purge_history(1), 0::bigint, 'then nothing');
select is((select array_agg(text_en order by text_en) from member_notice), '{read lately,unread}', 'notices that are new to somebody stay for a year');
select is((select array_agg(wave_id || '.' || no order by wave_id, no) from survey_reminder), '{1.1,1.2,2.0}', 'reminders as long as their wave is open');
select is((select array_agg(message_ts order by message_ts) from slack_reaction_kudos), '{1.1,1.29}', 'reactions as long as anything may be told of them');
select is((select count(*)::int from wallet_challenge), 2, 'texts to sign for a day after their time');
select * from finish();
rollback;
