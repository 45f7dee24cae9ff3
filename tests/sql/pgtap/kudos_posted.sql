-- Kudos that are posted where their giver says, and colleagues who are looked for.
begin;
\ir company.inc
select plan(47);
update slack_installation set token_sealed = '\x01', key_id = 'k' where team_id = 'T0LEFT';
insert into location (team_space_id, id, name, name_en) overriding system value values (900001, 7001, '서울', 'Seoul');
update member set location_id = 7001, title = '디자이너' where team_space_id = 900001 and id = 7002;
insert into team (team_space_id, id, name, name_en) overriding system value values (900001, 7001, '디자인팀', 'Design');
insert into team_member (team_space_id, team_id, member_id) values (900001, 7001, 7003);
set local role gracy_app;
create function pg_temp.give(view text, visibility text default 'public', channel text default 'C1', thread text default '1.2', recipients bigint[] default '{7002}',
                             message text default E'고마워요 <b>\n정말') returns text language sql as $$
    select outcome from give_kudos_from_modal('T0LEFT', null, 'U7001', recipients, 7001, 2, message, visibility, view, sha256(view::bytea), channel, thread)
$$;
create function pg_temp.posted() returns setof text language sql as $$
    select concat_ws('|', channel, arguments ->> 'thread_ts', arguments ->> 'text') from slack_message
    where team_space_id = 900001 and dedupe_key like 'kudos/%' order by id
$$;
select is(pg_temp.give('V1'), 'ok', 'kudos with a channel');
select is(pg_temp.give('V1'), 'replayed', 'sent twice');
select results_eq('select pg_temp.posted()', $$ values (E'C1|1.2|:tada: <@U7001>님이 <@U7002>님에게 칭찬을 보냈어요 · *고객우선* · 2점\n> 고마워요 &lt;b&gt;\n> 정말') $$,
                  'is posted in the thread, once');
select is(pg_temp.give('V2', 'private') || pg_temp.give('V3', 'anonymous') || pg_temp.give('V4', channel => null), 'okokok', 'what not everybody may see,');
select is((select count(*)::int from pg_temp.posted()), 1, 'and what has no channel, is not posted');
select is((select outcome from give_kudos_from_modal('T0LEFT', null, 'U7001', '{7002}', 7001, 1, '고마워요', 'public', 'V5', '\x05')), 'ok', 'as nginx of before calls it');
reset role;
update member set locale = 'en' where team_space_id = 900001 and id = 7001;
delete from slack_user where team_id = 'T0LEFT' and user_id = 'U7101';
set local role gracy_app;
select is(pg_temp.give('V6', thread => null, recipients => '{7002,7101}', message => 'thanks'), 'ok', 'in the giver''s language');
select results_eq('select pg_temp.posted() offset 1', $$ values (E'C1|:tada: <@U7001> gave kudos to <@U7002>, 왼손 · *Customer First* · 2 points each\n> thanks') $$,
                  'and who is not there by their name');

update slack_message set state = 'failed', error = 'not_in_channel' where team_space_id = 900001 and dedupe_key like 'kudos/%';
do $$ begin perform go_on_after_slack_messages(900001, array(select id from slack_message where team_space_id = 900001)); end $$;
select is((select array_agg(member_id || text_en) from member_notice where team_space_id = 900001 and kind = 'kudos.not_posted'),
          array_fill('7001Your kudos was given, but it could not be posted in the channel: I am not in it. Invite me with `/invite`, and post the next one.'::text, array[2]),
          'the giver hears when it could not be');
delete from member_notice where team_space_id = 900001;
update slack_message set error = 'uncertain_unseen' where team_space_id = 900001 and dedupe_key like 'kudos/%';
do $$ begin perform go_on_after_slack_messages(900001, array(select id from slack_message where team_space_id = 900001)); end $$;
select is((select count(*)::int from member_notice where text_en like '%may stand in the channel already%' and text_ko like '%이미 올라갔을 수 있어요%'), 2,
          'or where to look when it may stand there');
select is((select count(*)::int from member_notice where team_space_id = 900002), 0, 'and nobody elsewhere');

-- What was taken back or edited does not stay in the channel as it was.
create function pg_temp.post(view text) returns table (id bigint, kudos_id bigint) language sql as $$
    select message.id, split_part(message.dedupe_key, '/', 2)::bigint
    from idempotency_key given
    join slack_message message on message.team_space_id = 900001 and message.dedupe_key = concat_ws('/', 'kudos', given.resource_id, 'C1')
    where given.team_space_id = 900001 and given.principal_id = 7001 and given.route = 'Slack view give_kudos' and given.key = view
$$;
create function pg_temp.sent(key text) returns void language sql as $$
    update slack_message message set state = 'sending' from pg_temp.post(key) as post
    where message.team_space_id = 900001 and message.id = post.id;
    select record_slack_message(900001, post.id, 'sent', null, 'C1', '9.' || post.id, null) from pg_temp.post(key) as post
$$;
create function pg_temp.void(key text) returns text language sql as $$
    select voided.outcome from pg_temp.post(key) as post, void_kudos(900001, 7001, post.kudos_id, 0, null, null) as voided
$$;
create function pg_temp.edit(key text, words text) returns text language sql as $$
    select edited.outcome from pg_temp.post(key) as post, edit_kudos(900001, 7001, post.kudos_id, 0, words) as edited
$$;
create function pg_temp.state(key text) returns text language sql as $$
    select concat_ws('|', message.state, message.withdrawn, message.error) from pg_temp.post(key) as post
    join slack_message message on message.team_space_id = 900001 and message.id = post.id
$$;
create function pg_temp.since(key text) returns setof text language sql as $$
    select concat_ws('|', message.method, message.channel, message.arguments ->> 'text')
    from pg_temp.post(key) as post
    join slack_message message on message.team_space_id = 900001 and message.arguments ->> 'ts' = '9.' || post.id
    order by message.id
$$;
select is(pg_temp.give('V7', thread => null) || pg_temp.edit('V7', 'Thank you <all>'), 'okok', 'kudos that are edited before they were posted');
select is((select posted from pg_temp.posted() as posted offset 2), E'C1|:tada: <@U7001> gave kudos to <@U7002> · *Customer First* · 2 points\n> Thank you &lt;all&gt;',
          'are posted as they are by then');
do $$ begin perform pg_temp.sent('V7'); end $$;
select is_empty($$ select pg_temp.since('V7') $$, 'and nothing changes them');
do $$ begin perform pg_temp.edit('V7', 'Thank you both'); end $$;
select results_eq($$ select pg_temp.since('V7') $$, $$ values (E'chat.update|C1|:tada: <@U7001> gave kudos to <@U7002> · *Customer First* · 2 points\n> Thank you both') $$,
                  'what stands there is changed');
do $$ begin perform pg_temp.void('V7'); end $$;
select results_eq($$ select pg_temp.since('V7') $$, $$ values ('chat.delete|C1') $$, 'or deleted');
select is(pg_temp.give('V8') || pg_temp.void('V8') || pg_temp.state('V8'), 'okokfailed|t|withdrawn', 'what waits is not posted');
do $$ begin
    perform pg_temp.give('V9');
    update slack_message message set state = 'sending' from pg_temp.post('V9') as post where message.team_space_id = 900001 and message.id = post.id;
end $$;
select is(pg_temp.void('V9') || pg_temp.state('V9'), 'oksending|t', 'what a sender holds');
do $$ begin perform pg_temp.sent('V9'); end $$;
select results_eq($$ select pg_temp.since('V9') $$, $$ values ('chat.delete|C1') $$, 'is deleted when it is back');
do $$ begin
    perform pg_temp.give('V10');
    update slack_message message set state = 'sending' from pg_temp.post('V10') as post where message.team_space_id = 900001 and message.id = post.id;
    perform pg_temp.edit('V10', 'Words that are newer');
    perform pg_temp.sent('V10');
end $$;
select is((select since from pg_temp.since('V10') as since), E'chat.update|C1|:tada: <@U7001> gave kudos to <@U7002> · *Customer First* · 2 points\n> Words that are newer',
          'or changed');
delete from member_notice where team_space_id = 900001;
do $$ begin perform go_on_after_slack_messages(900001, array(select id from slack_message where team_space_id = 900001)); end $$;
select is((select count(*)::int from member_notice where team_space_id = 900001 and kind = 'kudos.not_posted'), 2, 'and of what was taken back nobody hears that it was not posted');
select is((select count(*)::int from slack_message where team_space_id = 900002), 0, 'nothing elsewhere');

-- Who gave takes back, by a button in Slack.
create function pg_temp.undo(who text, key text, team text default 'T0LEFT') returns text language sql as $$
    select concat_ws('|', undone.outcome, undone.locale, undone.refunded) from pg_temp.post(key) as post, take_back_kudos_from_slack(team, null, who, post.kudos_id) as undone
$$;
create function pg_temp.recent(who text, to_take_back bool) returns text language sql as $$
    select string_agg(concat_ws('|', message, is_given, can_take_back), ' ' order by id desc) from recent_kudos('T0LEFT', null, who, 2, to_take_back)
$$;
do $$ begin perform pg_temp.give('V11', message => 'of before'); perform pg_temp.give('V12', message => 'newer'); end $$;
reset role;
update kudos set created_at = now() - interval '25 hours' where team_space_id = 900001 and message = 'of before';
set local role gracy_app;
select is(pg_temp.recent('U7001', true), 'newer|t|t Words that are newer|t|t', 'what can be taken back is what was given within a day');
select is(pg_temp.recent('U7002', false), 'newer|f|f of before|f|f', 'by who gave it');
select is(pg_temp.recent('U7002', true), null, 'and nobody else');
select is((select count(*)::int from recent_kudos('T0LEFT', null, 'U7001', 2)), 2, 'as nginx of before asks');
select is(pg_temp.undo('U7001', 'V12'), 'ok|en|2', 'a button takes it back');
select is(pg_temp.undo('U7001', 'V12'), 'not_found|en', 'once');
select is(pg_temp.undo('U7001', 'V11'), 'window_over|en', 'for a day');
select is(pg_temp.undo('U7002', 'V10') || pg_temp.undo('UBOT', 'V10'), 'not_giver|konot_member|ko', 'by its giver alone');
select is(pg_temp.undo('U7001', 'V10', 'T0RIGHT') || pg_temp.undo('U7001', 'V10', 'T0NONE'), 'not_found|ennot_member|en', 'and from nowhere else');

-- Mentions in a message that is quoted.
select is((select string_agg(concat_ws('=', user_id, name), ' ' order by user_id) from names_in_slack('T0LEFT', null, 'U7001', '{U7002,U7002,UBOT,U0NOBODY}')),
          'U7002=Younghee Lee', 'members who are mentioned have names, in the reader''s language');
select is_empty($$ select names_in_slack('T0LEFT', null, 'UBOT', '{U7002}') $$, 'but for who is no member');

create function pg_temp.found(asked text, q text, who text default 'U7001') returns text language sql as $$
    select string_agg(concat_ws('/', name, other_name, title, location, user_id, manager, manager_user_id), ' ' order by name collate "C")
    from find_colleagues('T0LEFT', null, who, asked, q, 10)
$$;
select is(pg_temp.found('U7002', ''), 'Younghee Lee/이영희/디자이너/Seoul/U7002/Minsu Kim/U7001', 'a mention leads to a colleague, in the reader''s language');
select is(pg_temp.found(null, '영희', 'U7003'), '이영희/Younghee Lee/디자이너/서울/U7002/김민수/U7001', 'and a name');
select is(pg_temp.found(null, '민수'), 'Minsu Kim/김민수/U7001', 'one''s own, too');
select is(pg_temp.found(null, '디자인', 'U7002'), '박철수/U7003/김민수/U7001', 'a team');
select ok(pg_temp.found(null, 'department 900001') like '%박철수%', 'a department');
select is(pg_temp.found('U7004', ''), null, 'nobody who has left');
select is(pg_temp.found('U7002', '', 'UBOT'), null, 'nobody for who is no member');
select is((select count(*)::int from find_colleagues('T0RIGHT', null, 'U7001', null, '왼손', 10)), 0, 'nobody of another company');

-- App Home.
reset role;
insert into leaderboard (team_space_id, member_id, metric, period, period_start, points, gifts, shown)
select 900001, member, 'received', 'month', leaderboard_start('month', (now() at time zone 'Asia/Seoul')::date), points, 1, shown
from (values (7002, 50, true), (7003, 9, true), (7005, 70, false)) as received(member, points, shown)
on conflict (team_space_id, metric, period, period_start, member_id) do update set points = excluded.points, shown = excluded.shown;
delete from leaderboard where team_space_id = 900001 and member_id not in (7002, 7003, 7005);
insert into role_grant (team_space_id, member_id, role) values (900001, 7001, 'admin');
insert into hr_ticket (team_space_id, member_id, text) values (900001, 7002, '?'), (900002, 7002, '?');
set local role gracy_app;
create function pg_temp.page(who text) returns text language sql as $$
    select concat_ws('|', leaders, leader_points, in_charge, to_approve, unacknowledged, open_tickets, trouble) from home_page('T0LEFT', null, who)
$$;
select is(pg_temp.page('U7001'), '{"Younghee Lee",박철수}|{50,9}|t|0|0|1', 'who received most and is shown, and what waits for who is in charge');
select is(pg_temp.page('U7002'), '{이영희,박철수}|{50,9}|f|0|0|0', 'which nobody else is told');
select is(pg_temp.page('UBOT'), '{}|{}|f|0|0|0', 'nothing for who is no member');
select is((select count(*)::int from home_page('T0NONE', null, 'U7001')), 0, 'nothing without a workspace');

-- Who is said to be a member.
reset role;
update slack_user set proposed_member_id = 7003, member_id = null where team_id = 'T0LEFT' and user_id = 'U7003';
set local role gracy_app;
select is((select proposed from home_page('T0LEFT', null, 'U7003')), true, 'but for who is said to be one');
select is(is_slack_proposed('T0LEFT', null, 'U7002'), false, 'and is not yet');
select * from finish();
rollback;
