-- A correction that takes a second person waits for one, who has read exactly that, and until then everything stays as it is.
begin;
\ir company.inc
select plan(48);
insert into role_grant (team_space_id, member_id, role)
select space, member, role from unnest(array[900001, 900002]) as space,
       (values (7001, 'announcer'), (7002, 'admin'), (7003, 'announcer')) as held(member, role);
insert into announcement (team_space_id, id, author_id, edited_by, title_ko, body_ko, audience, channels, state, began_at, approved_by, planned, recipients)
overriding system value
select space, id, 7001, 7001, '공지', '내용', '{"members": ["7002"]}', '{slack}', 'sent', now(), approved_by, true, 1
from unnest(array[900001, 900002]) as space, (values (-81, 7002::bigint), (-82, null)) as made(id, approved_by);
insert into announcement_channel (team_space_id, announcement_id, team_id, channel, state, slack_ts, slack_text_version)
values (900001, -82, 'T0LEFT', 'C1', 'sent', '7.7', 1);
set local role gracy_app;
create function pg_temp.corrected(words text, actor bigint default 7001, id bigint default -81) returns text language sql as $$
    select outcome from correct_announcement(900001, actor, id, 0, null, words, null, null, 'r', true)
$$;
create function pg_temp.version(id bigint default -81) returns int language sql as $$
    select version from announcement where team_space_id = 900001 and announcement.id = version.id
$$;
create function pg_temp.said(id bigint default -81) returns text language sql as $$
    select concat_ws(' ', body_ko, text_version, correction ->> 'body_ko', correction_by) from announcement
    where team_space_id = 900001 and announcement.id = said.id
$$;
create function pg_temp.notice(member bigint) returns text language sql as $$
    select text_en from member_notice where team_space_id = 900001 and member_id = member order by id desc limit 1
$$;
create function pg_temp.show(request json default '{"ko": {"text": "물음"}, "en": {"text": "request"}}') returns bool language sql as $$
    select show_announcement(900001, -81, pg_temp.version(), json_build_object(
        'control', '{"text": "control"}'::json, 'request', request,
        'answer', '{"ko": {"text": "답"}, "en": {"text": "answer"}}'::json))
$$;
create function pg_temp.asked() returns bigint[] language sql as $$
    select coalesce(array_agg(split_part(dedupe_key, '/', 4)::bigint order by 1), '{}') from slack_message
    where team_space_id = 900001 and dedupe_key like 'approval/-81/' || pg_temp.version() || '/%'
$$;

-- Asked for.
select is((correct_announcement_from_slack('T0LEFT', null, 'U7001', -81, 1, '공지', null, '다른 내용', null, 'r')).outcome, 'approval_required',
          'a server of before asks nobody');
select is((correct_sent_announcement(900001, 7001, -81, 0, null, null, '다른 내용', null, 'r')).outcome, 'correct_alone', 'nor does it over the API');
select is(pg_temp.said(), '내용 1', 'and nothing waits');
create temporary table before as select pg_temp.version() as version;
select is(pg_temp.corrected('다른 내용'), 'asked', 'what was approved is corrected by asking');
select is(pg_temp.said(), '내용 1 다른 내용 7001', 'and says what it said');
select is(pg_temp.version(), version + 1, 'in another version') from before;
select is(pg_temp.notice(7002), 'A correction by 김민수 of the announcement "공지" waits for your approval.', 'who may approve it is told');
select is(pg_temp.notice(7001), null, 'who wrote it is not');
select is((select count(*)::int from job where kind = 'slack.announce'), 0, 'and nothing in Slack changes');
select is((select count(*)::int from job where kind = 'slack.show_announcement' and (payload ->> 'announcement_id')::bigint = -81) > 0, true,
          'but what is shown around it');

-- In Slack.
select is(pg_temp.show('null'), true, 'a worker of before');
select is(pg_temp.asked(), '{}', 'has no request for it, and asks nobody');
select is(pg_temp.show(), true, 'one of now');
select is(pg_temp.asked(), '{7002,7003}', 'asks who wrote none of it');

-- Who may approve it, and what.
select is((approve_announcement(900001, 7001, -81, pg_temp.version(), 'r')).outcome, 'own_announcement', 'nobody approves their own words');
select is((approve_announcement(900001, 7002, -81, pg_temp.version() - 1, 'r')).outcome, 'version_mismatch', 'nor what they have not read');
select is((approve_announcement(900002, 7002, -81, pg_temp.version(), 'r')).outcome, 'version_mismatch', 'nor in another team space');
select is(pg_temp.corrected('다른 내용', 7003), 'asked', 'a third corrects it instead');
select is(pg_temp.said(), '내용 1 다른 내용 7003', 'and theirs waits');
select is(pg_temp.show(), true, 'shown again');
select is(pg_temp.asked(), '{7002}', 'who wrote any of it is not asked');
select is((approve_announcement(900001, 7003, -81, pg_temp.version(), 'r')).outcome, 'own_announcement', 'nor may approve it');
select is(pg_temp.corrected('내용', 7002), 'ok', 'what stands there already');
select is(pg_temp.said(), '내용 1', 'takes back what waits');
select is(pg_temp.corrected('내용 둘', 7002), 'no_approver', 'with nobody to approve it nothing waits');
select is(pg_temp.said(), '내용 1', 'nor is anything changed');
select is((approve_announcement(900001, 7002, -81, pg_temp.version(), 'r')).outcome, 'state', 'there is nothing to approve then');

-- Declined.
select is(pg_temp.corrected('셋'), 'asked', 'another one');
select is((decline_announcement(900001, 7001, -81, pg_temp.version(), 'r', null)).outcome, 'own_announcement', 'is not declined by its author');
select is((decline_announcement(900001, 7002, -81, pg_temp.version(), 'r', '날짜')).outcome, 'ok', 'but by another');
select is(pg_temp.said(), '내용 1', 'it stays as it is');
select is((select state from announcement where team_space_id = 900001 and id = -81), 'sent', 'and sent');
select is(pg_temp.notice(7001), 'Younghee Lee has declined your correction of the announcement "공지": it stays as it is. Why: “날짜”', 'which who wrote it hears');

-- Approved.
select is(pg_temp.corrected('넷', id => -82), 'asked', 'into a channel nobody says anything anew alone');
create temporary table waiting as select pg_temp.version(-82) as version;
select is((approve_announcement(900001, 7002, -82, version, 'r')).outcome, 'ok', 'another approves it') from waiting;
select is(pg_temp.said(-82), '넷 2', 'that is what it says');
select is((select concat_ws(' ', state, approved_by) from announcement where team_space_id = 900001 and id = -82), 'sent 7002', 'and who approved it is known');
select is(pg_temp.notice(7001), 'Younghee Lee has approved your correction of the announcement "공지": messages in Slack are changed.', 'of which who wrote it hears');
select is((select count(*)::int from job where kind = 'slack.announce' and (payload ->> 'announcement_id')::bigint = -82), 1, 'Slack is seen to');
select is((approve_announcement(900001, 7002, -82, pg_temp.version(-82), 'r')).outcome, 'state', 'once');
select is(post_announcement_in_channels(900001, -82, 2, '{"text": "four"}'), 1, 'and the channel');
select is((select arguments ->> 'text' from slack_message where method = 'chat.update' and channel = 'C1' and arguments ->> 'ts' = '7.7'), 'four', 'says it where it stood');
select is((select array_agg(action order by id) from audit_log where team_space_id = 900001 and target_id = '-82'),
          '{announcement.submit_correction,announcement.approve_correction}', 'the audit log has both');

-- Recalled.
select is(pg_temp.corrected('다섯'), 'asked', 'one that waits');
select is((recall_announcement(900001, 7001, -81, 0, 'r')).outcome, 'ok', 'ends');
select is(pg_temp.said(), '내용 1', 'with a recall');
select is(pg_temp.corrected('여섯'), 'state', 'after which there is nothing to correct');
select is((select count(*)::int from announcement where team_space_id = 900002 and correction is not null), 0, 'the other team space has none of it');
select * from finish();
rollback;
