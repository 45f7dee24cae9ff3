-- What is shown around an announcement in Slack: to its author and to whoever may approve it, one message each, which says
-- what is so now, wherever that was done.
begin;
\ir company.inc
insert into role_grant (team_space_id, member_id, role)
select space, member, role from unnest(array[900001, 900002]) as space,
       (values (7001, 'announcer'), (7002, 'admin'), (7003, 'announcer'), (7005, 'admin')) as held(member, role);
update member set locale = 'en' where team_space_id = 900001 and id = 7003;
set local role gracy_app;
select plan(45);

create function pg_temp.last() returns bigint language sql as $$ select max(id) from announcement where team_space_id = 900001 $$;
create function pg_temp.version() returns int language sql as $$ select version from announcement where team_space_id = 900001 and id = pg_temp.last() $$;
create function pg_temp.show(words text, version int default pg_temp.version()) returns bool language sql as $$
    select show_announcement(900001, pg_temp.last(), version, json_build_object(
        'control', json_build_object('text', words), 'request', '{"ko": {"text": "물음"}, "en": {"text": "request"}}'::json,
        'answer', '{"ko": {"text": "답"}, "en": {"text": "answer"}}'::json))
$$;
create function pg_temp.key(what text) returns text language sql as $$ select concat_ws('/', what, pg_temp.last()) $$;
create function pg_temp.said(key text) returns text language sql as $$
    select concat_ws(' ', method, channel, state, arguments ->> 'text', arguments ->> 'ts') from slack_message where team_space_id = 900001 and dedupe_key = key
$$;
create function pg_temp.arrive(key text, ts text) returns text language sql as $$
    update slack_message set state = 'sending' where team_space_id = 900001 and dedupe_key = key;
    select record_slack_message(900001, id, 'sent', null, 'D1', ts, 0) from slack_message where team_space_id = 900001 and dedupe_key = key
$$;
create function pg_temp.looks() returns int language sql as $$
    with looked as (delete from job where kind = 'slack.show_announcement' and (payload ->> 'announcement_id')::bigint = pg_temp.last() returning id)
    select count(*)::int from looked
$$;
create function pg_temp.written() returns text language sql as $$
    select outcome from create_announcement(900001, 7001, '공지', null, '내용', null, '{"all": true}', '{email}', false, null, null, null, null, 'r')
$$;

-- Asked for.
select is(pg_temp.written(), 'ok', 'a draft');
select is(pg_temp.show('draft'), true, 'is looked at');
select is((select count(*)::int from slack_message where team_space_id = 900001), 0, 'and concerns nobody in Slack');
select is((request_approval(900001, 7001, pg_temp.last(), 0, 'r')).outcome, 'ok', 'it is submitted in the product');
select is(pg_temp.looks(), 1, 'and looked at');
select is(pg_temp.show('submitted', pg_temp.version() - 1), false, 'by who has read what stands there now');
select is(pg_temp.show('submitted'), true, 'as it is now');
select is(pg_temp.said(pg_temp.key('announcement control')), 'chat.postMessage U7001 waiting submitted', 'its author follows it');
select is(pg_temp.said(concat_ws('/', pg_temp.key('approval'), pg_temp.version(), 7002)), 'chat.postMessage U7002 waiting 물음', 'another is asked');
select is(pg_temp.said(concat_ws('/', pg_temp.key('approval'), pg_temp.version(), 7003)), 'chat.postMessage U7003 waiting request', 'each in their language');
select is(pg_temp.show('submitted'), true, 'once more');
select is((select count(*)::int from slack_message where team_space_id in (900001, 900002)), 3, 'which posts nothing else, nor to who wrote it, is away, or elsewhere');

-- Words that wait, that are on their way, and that stand there.
select is(pg_temp.show('other words'), true, 'what waits');
select is(pg_temp.said(pg_temp.key('announcement control')), 'chat.postMessage U7001 waiting other words', 'says what is so when it goes');
update slack_message set state = 'sending' where team_space_id = 900001 and dedupe_key = pg_temp.key('announcement control');
select is(pg_temp.show('newer words'), true, 'what a sender has');
select is(pg_temp.said(pg_temp.key('announcement control')), 'chat.postMessage U7001 sending other words', 'stays as it is');
select is(pg_temp.looks(), 0, 'until');
select is(pg_temp.arrive(pg_temp.key('announcement control'), '1.1'), 'sent', 'it arrives');
select is(pg_temp.looks(), 1, 'and is looked at again');
select is(pg_temp.show('newer words'), true, 'and then');
select is(pg_temp.said(pg_temp.key('announcement control') || '/now'), 'chat.update D1 waiting newer words 1.1', 'changed');
select is(pg_temp.show('newest words'), true, 'of changes');
select is(pg_temp.said(pg_temp.key('announcement control') || '/now'), 'chat.update D1 waiting newest words 1.1', 'the newest goes');
select is(pg_temp.arrive(pg_temp.key('announcement control') || '/now', '1.1'), 'sent', 'once');
select is(pg_temp.show('newest words'), true, 'and the same');
select is(pg_temp.said(pg_temp.key('announcement control') || '/now'), 'chat.update D1 sent newest words 1.1', 'is not said twice');

-- Answered: one of those who were asked has the question, to the other it never came.
create temporary table asked as select pg_temp.version() as version;
select is(pg_temp.arrive(concat_ws('/', pg_temp.key('approval'), version, 7002), '2.1'), 'sent', 'the question arrives') from asked;
select is((decline_announcement(900001, 7001, pg_temp.last(), version, 'r')).outcome, 'own_announcement', 'its author cannot decline it') from asked;
select is((decline_announcement(900001, 7002, pg_temp.last(), version - 1, 'r')).outcome, 'version_mismatch', 'nor anybody what they have not read') from asked;
select is((decline_announcement(900002, 7002, pg_temp.last(), version, 'r')).outcome, 'not_found', 'nor from another team space') from asked;
select is((decline_announcement(900001, 7002, pg_temp.last(), version, 'r')).outcome, 'ok', 'another does') from asked;
select is((decline_announcement(900001, 7002, pg_temp.last(), pg_temp.version(), 'r')).outcome, 'state', 'once');
select is((select concat_ws(' ', state, wanted_at, submitted_at) from announcement where team_space_id = 900001 and id = pg_temp.last()), 'draft', 'and it is a draft again');
select is((select text_en from member_notice where team_space_id = 900001 and member_id = 7001 and kind = 'announcement.declined'),
          'Younghee Lee has declined your announcement "공지": it is a draft again.', 'of which its author is told');
select is(pg_temp.show('draft'), true, 'whoever was asked');
select is(pg_temp.said(concat_ws('/', pg_temp.key('approval'), version, 7002, 'now')), 'chat.update D1 waiting 답 2.1', 'reads so') from asked;
select is(pg_temp.said(concat_ws('/', pg_temp.key('approval'), version, 7003)), null, 'and whom the question never reached is not asked') from asked;

-- On its way it is told of once in a while.
select is((send_announcement(900001, 7001, pg_temp.last(), 0, null, 'r')).outcome, 'ok', 'it is sent');
select is(pg_temp.arrive(pg_temp.key('announcement control') || '/now', '1.1') || pg_temp.show('10%'), 'senttrue', 'while it is on its way');
select ok((select state = 'waiting' and due_at > now() + interval '9 seconds' from slack_message where team_space_id = 900001 and dedupe_key = pg_temp.key('announcement control') || '/now'),
          'its author is told after a while');

-- Gracy is taken out, and comes back.
select ok(end_slack_installation('T0LEFT', null, now()), 'she is taken out');
select is(pg_temp.said(pg_temp.key('announcement control') || '/now'), 'chat.update D1 failed 10% 1.1', 'before she could say so');
select is(pg_temp.looks() > 0 and (install_workspace(900001, 'A1', 'T0LEFT', null, null, null)).outcome = 'ok', true, 'and put back');
select is(pg_temp.looks(), 1, 'it is looked at');
select is(pg_temp.show('10%') || pg_temp.said(pg_temp.key('announcement control') || '/now'), 'truechat.update D1 waiting 10% 1.1', 'and said after all');
select * from finish();
rollback;
