-- An announcement that was declined goes on: its author reads why, changes it in the form, or sends it as it is; and everybody
-- who decides about it reads to whom it goes.
begin;
\ir company.inc
select plan(49);
insert into role_grant (team_space_id, member_id, role)
select space, member, role from unnest(array[900001, 900002]) as space,
       (values (7001, 'announcer'), (7002, 'admin')) as held(member, role);
insert into team (team_space_id, id, name, name_en) overriding system value select space, 7001, '플랫폼 ' || space, 'Platform ' || space from unnest(array[900001, 900002]) as space;
insert into location (team_space_id, id, name) overriding system value select space, 7001, '서울 ' || space from unnest(array[900001, 900002]) as space;
set local role gracy_app;
create function pg_temp.last() returns bigint language sql as $$ select max(id) from announcement where team_space_id = 900001 $$;
create function pg_temp.version() returns int language sql as $$ select version from announcement where team_space_id = 900001 and id = pg_temp.last() $$;
create function pg_temp.state() returns text language sql as $$ select state from announcement where team_space_id = 900001 and id = pg_temp.last() $$;

-- To whom.
select is(audience_text(900001, '{"all": true}', 'ko'), '전체', 'everybody');
select is(audience_text(900001, '{"department": "7001"}', 'ko'), '부서 · department 900001', 'a department by its name');
select is(audience_text(900001, '{"team": "7001"}', 'en'), 'Team · Platform 900001', 'a team');
select is(audience_text(900001, '{"location": "7001"}', 'en'), 'Location · 서울 900001', 'a location in the language that there is');
select is(audience_text(900001, '{"team": "7999"}', 'ko'), '팀 · (없어짐)', 'one that is gone');
select is(audience_text(900001, '{"members": ["7001", "7002"]}', 'en'), 'Minsu Kim, Younghee Lee', 'people by name');
select is(audience_text(900001, '{"members": ["7001", "7002", "7003", "7005", "7102"]}', 'ko'), '김민수, 이영희, 박철수 외 1명', 'the first of many, and none of another team space');
select is(audience_text(900001, '{"tenure": {"until_months": 12}}', 'ko'), '입사한 지 12개월 미만', 'how long they are here');
select is(audience_text(900001, '{"or": [{"all": true}, {"team": "7001"}]}', 'ko'), '전체, 팀 · 플랫폼 900001', 'one or the other');
select is(audience_text(900001, '{"and": [{"department": "7001"}, {"team": "7001"}]}', 'ko'), '부서 · department 900001 중 팀 · 플랫폼 900001', 'one and the other');

-- Declined.
select is((create_announcement(900001, 7001, '공지', null, '내용', null, '{"all": true}', '{slack,email}', true, '21:00', '08:00', null, null, 'r')).outcome, 'ok', 'a draft');
select is((request_approval(900001, 7001, pg_temp.last(), 0, 'r')).outcome, 'ok', 'waits for an approval');
select is((decline_announcement_from_slack('T0LEFT', null, 'U7001', pg_temp.last(), pg_temp.version(), null, 'r')).outcome, 'own_announcement', 'its author does not decline it');
select is((decline_announcement_from_slack('T0LEFT', null, 'U7003', pg_temp.last(), pg_temp.version(), null, 'r')).outcome, 'not_allowed', 'nor who may not announce');
select is((decline_announcement_from_slack('T0RIGHT', null, 'U7002', pg_temp.last(), pg_temp.version(), null, 'r')).outcome, 'not_found', 'nor who is elsewhere');
select is((decline_announcement_from_slack('T0LEFT', null, 'U7002', pg_temp.last(), pg_temp.version() - 1, null, 'r')).outcome, 'version_mismatch', 'nor who has read something else');
select is((decline_announcement_from_slack('T0LEFT', null, 'U7002', pg_temp.last(), pg_temp.version(), '날짜가 틀려요', 'r')).outcome, 'ok', 'another does');
select is((select text_ko from member_notice where team_space_id = 900001 and member_id = 7001 and kind = 'announcement.declined'),
          '이영희님이 ''공지'' 공지를 반려했어요. 다시 임시 저장 상태예요. 이유: “날짜가 틀려요”', 'and says why');
select is(pg_temp.state(), 'draft', 'it is a draft');

-- The form once more.
select results_eq($$ select state, audience, audience_value, channels, send_on, send_time from read_announcement_draft(900001, pg_temp.last(), 'ko', 'Asia/Seoul') $$,
                  $$ values ('draft', '전체', 'all', '{slack,email}'::text[], null::text, null::text) $$, 'the form has what it says');
select is((select count(*)::int from read_announcement_draft(900002, pg_temp.last(), 'ko', 'Asia/Seoul')), 0, 'in its team space');
create function pg_temp.edit(version int, title text, audience jsonb, on_day date default null, at time default null, who text default 'U7001') returns text language sql as $$
    select concat_ws(' ', outcome, subject, recipients, approval_required, audience) || case when send_at is null then '' else ' later' end
    from edit_announcement_from_slack('T0LEFT', null, who, pg_temp.last(), version, title, null, '내용', null, audience, '{slack}', false, 'r', on_day, at)
$$;
select is(pg_temp.edit(pg_temp.version() - 1, '새 공지', '{"department": "7001"}', who => 'U7002'), 'version_mismatch', 'who has not seen it as it is does not change it');
select is(pg_temp.edit(pg_temp.version(), '새 공지', '{"department": "7001"}'), 'ok 4 f 부서 · department 900001', 'who has does');
select is(pg_temp.edit(pg_temp.version() - 1, '새 공지 2', null), 'ok 4 f 부서 · department 900001', 'and once more from the form under the preview; an audience that is not chosen stays');
select is((select title_ko || channels::text || require_ack from announcement where team_space_id = 900001 and id = pg_temp.last()), '새 공지 2{slack}false', 'what is written is there');
select is(pg_temp.edit(0, '새 공지', null, '2020-01-01', '09:00'), 'past_date', 'not for a day that is over');
select is(pg_temp.edit(0, '새 공지', null, (now() at time zone 'Asia/Seoul')::date + 7, '09:00'), 'ok 4 f 부서 · department 900001 later', 'for one to come');
select is((read_announcement_draft(900001, pg_temp.last(), 'ko', 'Asia/Seoul')).send_time, '09:00', 'which the form has, too');
select is(pg_temp.edit(0, '새 공지', null, who => 'U7003'), 'not_allowed', 'not by who may not announce');
select is((select outcome from edit_announcement_from_slack('T0RIGHT', null, 'U7001', pg_temp.last(), 0, 'x', null, 'x', null, null, '{slack}', false, 'r', null, null)), 'not_found', 'nor from another team space');

-- How many read it later: by what is quiet when it goes out, and not now.
reset role;
update slack_user set tz = 'Asia/Seoul' where team_space_id = 900001;
update announcement set wanted_at = ((now() at time zone 'Asia/Seoul')::date + 7 + time '12:00') at time zone 'Asia/Seoul', audience = '{"members": ["7001", "7002", "7003"]}'
where team_space_id = 900001 and id = pg_temp.last();
create function pg_temp.later() returns bigint language sql as $$ select quiet from preview_announcement(900001, pg_temp.last()) $$;
select is(pg_temp.later(), 0::bigint, 'nobody at noon, whatever time it is now');
update announcement set wanted_at = wanted_at + interval '11 hours' where team_space_id = 900001 and id = pg_temp.last();
select is(pg_temp.later(), 3::bigint, 'everybody at eleven at night');
insert into quiet_hours (team_space_id, member_id, quiet_from, quiet_until) values (900001, 7002, '01:00', '02:00'), (900002, 7001, '01:00', '02:00');
select is(pg_temp.later(), 2::bigint, 'but for who has other hours');
insert into quiet_hours (team_space_id, member_id, paused_until) values (900001, 7003, now() + interval '20 days');
update announcement set wanted_at = wanted_at - interval '11 hours' where team_space_id = 900001 and id = pg_temp.last();
select is(pg_temp.later(), 1::bigint, 'and who pauses reads it after that');
update announcement set require_ack = true where team_space_id = 900001 and id = pg_temp.last();
select is(pg_temp.later(), 0::bigint, 'unless they are asked to acknowledge it');
update announcement set require_ack = false, audience = '{"department": "7001"}' where team_space_id = 900001 and id = pg_temp.last();
set local role gracy_app;

-- As it is.
create function pg_temp.resubmit(version int default pg_temp.version()) returns text language sql as $$
    select outcome from steer_announcement_from_slack('T0LEFT', null, 'U7001', pg_temp.last(), version, 'resubmit')
$$;
select is(pg_temp.resubmit(pg_temp.version() - 1), 'version_mismatch', 'only as it was shown');
select is(pg_temp.resubmit() || pg_temp.state(), 'okscheduled', 'it is sent when its author wanted it');
select is(pg_temp.edit(0, '새 공지', null), 'state scheduled', 'and is no draft any more');
select is((cancel_announcement(900001, 7001, pg_temp.last(), 0, 'r')).outcome, 'ok', 'that one is over');
select is((create_announcement(900001, 7001, '공지', null, '내용', null, '{"department": "7001"}', '{slack}', false, null, null, null, null, 'r')).outcome, 'ok', 'another');
update announcement set wanted_at = now() - interval '1 day' where team_space_id = 900001 and id = pg_temp.last();
select is(pg_temp.resubmit() || pg_temp.state(), 'oksending', 'goes at once when that time is over');

-- Taken out of Slack.
select is(prepare_announcement(900001, pg_temp.last(), 100) is not null, true, 'it is prepared');
select is(hand_over_announcement(900001, pg_temp.last(), 1, '{"announcement": {"ko": {"text": "공지"}}}', 10) > 0, true, 'and handed over');
update slack_message set state = 'sending' where team_space_id = 900001 and dedupe_key = concat_ws('/', 'announcement', pg_temp.last(), 7002, 'announcement');
select is((select record_slack_message(900001, id, 'sent', null, 'D2', '1.1', 0) from slack_message where team_space_id = 900001 and dedupe_key = concat_ws('/', 'announcement', pg_temp.last(), 7002, 'announcement')), 'sent', 'it arrives');
select is((recall_announcement(900001, 7001, pg_temp.last(), 0, 'r')).outcome, 'ok', 'recalled');
select ok(announcement_leaves_slack(900001, pg_temp.last()), 'it is on its way out');
update slack_message set state = 'sending' where team_space_id = 900001 and method = 'chat.delete';
delete from job where kind = 'slack.show_announcement';
select is((select array_agg(record_slack_message(900001, id, 'sent', null, null, null, 0)) from slack_message where team_space_id = 900001 and method = 'chat.delete')::text,
          '{sent}', 'until it is deleted');
select ok(not announcement_leaves_slack(900001, pg_temp.last()), 'and gone');
select is((select count(*)::int from job where kind = 'slack.show_announcement' and dedupe_key like '%withdrawn%'), 1, 'which its author is shown');
select * from finish();
rollback;
