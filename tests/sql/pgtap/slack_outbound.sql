-- Messages to Slack: each once, in turn, within limits; and what events may do to installations and users.
begin;
\ir company.inc
set local role gracy_app;
select plan(45);
update slack_installation set token_sealed = '\x01', key_id = 'k', installed_at = now() - interval '1 day' where team_id in ('T0LEFT', 'T0RIGHT');

-- Lanes are served in turn; here is one.
update slack_lane set next_at = 'infinity' where team_space_id <> 900001;
create function pg_temp.queue(channel text, key text default null) returns bigint language sql as $$
    select queue_slack_message(900001, 'T0LEFT', 'chat.postMessage', channel, '{"text": "a"}', now(), key)
$$;
create function pg_temp.taken() returns bigint[] language sql as $$
    select coalesce(array_agg(id order by id), '{}') from take_slack_batch(100, 60) where team_space_id = 900001
$$;
create function pg_temp.hurry() returns void language sql as $$
    update slack_lane set next_at = now(), paused_until = '-infinity', tokens = 100, filled_at = now() where team_space_id = 900001
$$;

create temporary table sent (id bigint);
insert into sent select pg_temp.queue('C1', 'k');
select is(pg_temp.queue('C1', 'k'), null, 'one of a key');
select is(pg_temp.queue('C1') is not null, true, 'another one');
select is(pg_temp.taken(), array(select id from sent), 'a channel gets one at a time');
select is(pg_temp.taken(), '{}', 'what is taken is nobody else''s');
do $$ begin perform pg_temp.hurry(); end $$;
select is(pg_temp.taken(), '{}', 'and nothing else goes to its channel meanwhile');
select is(record_slack_message(900001, (select id from sent), 'sent', null, 'D1', '1.2', 0), 'sent', 'it went');
select is(record_slack_message(900001, (select id from sent), 'failed', 'x', null, null, 0), null, 'and its end is written once');
do $$ begin perform pg_temp.hurry(); end $$;
select is(pg_temp.taken(), '{}', 'a second in the same second waits');
do $$ begin perform pg_temp.queue('C' || n) from generate_series(10, 60) as n; end $$;
do $$ begin perform pg_temp.hurry(); end $$;
select ok(cardinality(pg_temp.taken()) between 1 and 17, 'a burst is two seconds'' worth');

select is(record_slack_message(900001, (select min(id) from slack_message where state = 'sending' and team_space_id = 900001), 'limited',
                               'ratelimited', null, null, 30), 'waiting', 'a limit is no failure');
select ok((select next_at > now() + interval '29 seconds' from slack_lane where team_space_id = 900001), 'and the method waits as long');
select ok((select next_at <= now() + interval '30 seconds' from slack_lane where team_space_id = 900001), 'and no longer, whatever is under way');
select is((select attempts from slack_message where team_space_id = 900001 and error = 'ratelimited'), 0, 'which costs no attempt');

insert into sent select pg_temp.queue('C99');
update slack_message set state = 'sending', attempts = 2, uncertain = 1 where id = (select max(id) from sent);
select is(record_slack_message(900001, max(id), 'held', 'no turn to look for it', null, null, 60), 'sending', 'what cannot be looked for yet stays uncertain')
from sent;
select ok((select due_at > now() + interval '59 seconds' and attempts = 1 from slack_message where id = (select max(id) from sent)),
          'and waits, which costs no attempt');
select ok((select paused_until <= now() + interval '30 seconds' from slack_lane where team_space_id = 900001 and method = 'chat.postMessage'),
          'alone');
delete from slack_message where id = (select max(id) from sent);

-- What a Home shows is nobody's but its reader's.
do $$ begin perform queue_home(900001, 'T0LEFT', 'U7001', '{"view": {"mood": 4}}'); perform pg_temp.hurry(); end $$;
update slack_message set state = 'sending' where team_space_id = 900001 and method = 'views.publish';
select is(record_slack_message(900001, id, 'sent', null, null, null, 0), 'sent', 'Home is published')
from slack_message where team_space_id = 900001 and method = 'views.publish';
select is((select arguments::text from slack_message where team_space_id = 900001 and method = 'views.publish'), '{}', 'and not kept');

select is(claim_event('EvTap'), true, 'an event is claimed');
select is(claim_event('EvTap'), false, 'once');
select is(put_slack_user('T0RIGHT', null, 'U7102', true, false, false, 'Nowhere/Land', null, now()), 'ok', 'a user is kept, whatever the zone');

-- What Slack refuses again and again.
create function pg_temp.refused(times int, why text) returns text language plpgsql as $$
declare
    v_id bigint := pg_temp.queue('C' || why);
    v_state text;
begin
    for n in 1..times loop
        update slack_message set state = 'sending', attempts = attempts + 1 where id = v_id and state = 'waiting';
        v_state := record_slack_message(900001, v_id, 'refused', why, null, null, 600);
    end loop;
    return v_state;
end
$$;
select is(pg_temp.refused(2, 'missing_scope'), 'waiting', 'what may be the token''s fault is tried again');
select is(pg_temp.refused(3, 'missing_scope'), 'failed', 'and stops others no more than three times');
select is(pg_temp.refused(20, 'token_revoked'), 'waiting', 'what is the token''s fault costs no attempt');

update slack_message set state = 'sending', attempts = 10, uncertain = 9 where channel = 'Ctoken_revoked';
select is(record_slack_message(900001, id, 'retry', 'internal_error', null, null, 0), 'failed', 'what could not be looked for ten times')
from slack_message where channel = 'Ctoken_revoked';
select is((select error from slack_message where channel = 'Ctoken_revoked'), 'uncertain_unseen', 'may stand there');

-- However many wait for one channel.
delete from slack_message where team_space_id = 900001;
do $$ begin
    perform queue_slack_message(900001, 'T0LEFT', 'chat.postMessage', 'CPRAISE', '{}', now() - interval '1 minute', 'praise/' || n)
    from generate_series(1, 100) as n;
    perform pg_temp.queue('UANSWER'), pg_temp.hurry();
    update slack_lane set next_at = 'infinity' where team_space_id = 900001 and method <> 'chat.postMessage';
end $$;
select is((select array_agg(channel order by channel) from take_slack_batch(8, 60)), '{CPRAISE,UANSWER}', 'nobody else''s answer waits behind them');
do $$ begin
    perform pg_temp.queue('UOTHER');
    update slack_lane set next_at = now(), tokens = 100 where team_space_id = 900001 and method = 'chat.postMessage';
end $$;
select is((select array_agg(channel) from take_slack_batch(8, 60)), '{UOTHER}', 'nor while one of them is on its way');

-- What somebody waits for goes first.
delete from slack_message where team_space_id = 900001;
do $$ begin
    perform queue_slack_broadcast(900001, 'T0LEFT', 'UB' || n, '{"text": "all"}', 'announcement/1/' || n) from generate_series(1, 40) as n;
    perform queue_slack_message(900001, 'T0LEFT', 'chat.postMessage', 'UB9', '{"text": "yours"}', now(), 'yours'), pg_temp.hurry();
    update slack_lane set next_at = 'infinity' where team_space_id = 900001 and method <> 'chat.postMessage';
end $$;
select is((select arguments from take_slack_batch(1, 60)), '{"text": "yours"}', 'an answer goes before what many are told');
update slack_lane set next_at = now(), tokens = 100 where team_space_id = 900001 and method = 'chat.postMessage';
select is((select array_agg(channel) from take_slack_batch(2, 60)), '{UB1,UB2}', 'who are told in turn');
select ok((select next_at < now() + interval '1 second' from slack_lane where team_space_id = 900001 and method = 'chat.postMessage'), 'and the lane goes on');

-- Of changes of one message, and of views of one Home, the newest stays.
create function pg_temp.change(words text) returns bigint language sql as $$
    select queue_slack_update(900001, 'T0LEFT', 'D7001', '1.1', json_build_object('text', words), null)
$$;
create function pg_temp.state(message bigint) returns text language sql as $$
    select concat_ws(' ', state, error) from slack_message where team_space_id = 900001 and id = message
$$;
create temporary table changed (name text, id bigint);
insert into changed values ('first', pg_temp.change('1'));
update slack_message set due_at = now() - interval '1 minute' where id = (select id from changed where name = 'first');
insert into changed values ('second', pg_temp.change('2'));
select is(pg_temp.state((select id from changed where name = 'first')), null, 'a change that waits goes for a newer one');
select ok((select due_at < now() - interval '59 seconds' from slack_message where id = (select id from changed where name = 'second')),
          'which takes its place in the row');
update slack_message set state = 'sending', attempts = 1, uncertain = 1 where id = (select id from changed where name = 'second');
insert into changed values ('third', pg_temp.change('3'));
do $$ begin perform pg_temp.hurry(); end $$;
update slack_lane set next_at = 'infinity' where team_space_id = 900001 and method <> 'chat.update';
select is(pg_temp.taken(), array(select id from changed where name = 'third'), 'one of which nobody knows whether it arrived');
select is(pg_temp.state((select id from changed where name = 'second')), 'failed overtaken', 'does not arrive behind it');
insert into changed values ('home', queue_home(900001, 'T0LEFT', 'U7002', '{"view": {"n": 1}}'));
update slack_message set state = 'sending', attempts = 1 where id = (select id from changed where name = 'home');
insert into changed values ('newer home', queue_home(900001, 'T0LEFT', 'U7002', '{"view": {"n": 2}}'));
insert into changed values ('other home', queue_home(900001, 'T0LEFT', 'U7003', '{"view": {"n": 1}}'));
do $$ begin perform pg_temp.hurry(); end $$;
update slack_lane set next_at = 'infinity' where team_space_id = 900001 and method <> 'views.publish';
select is(pg_temp.taken(), array(select id from changed where name in ('newer home', 'other home')), 'nor an older Home');
select is((select arguments::text from slack_message where id = (select id from changed where name = 'home')), '{}', 'which is not kept');

-- Where a delivery stands is known after its message has had its time.
reset role;
insert into announcement (team_space_id, id, author_id, edited_by, title_ko, body_ko, audience, channels, state, planned, recipients, began_at) overriding system value
values (900001, 7003, 7001, 7001, 'a', 'a', '{"all": true}', '{slack}', 'sending', true, 1, now());
insert into announcement_recipient (team_space_id, announcement_id, member_id, locale, tz) values (900001, 7003, 7002, 'ko', 'Asia/Seoul');
insert into announcement_delivery (team_space_id, announcement_id, member_id, channel, state, due_at) values (900001, 7003, 7002, 'slack', 'waiting', now());
set local role gracy_app;
do $$ begin
    perform hand_over_announcement(900001, 7003, 1, '{"announcement": {"ko": {"text": "a"}}}', 10);
    update slack_message set state = 'sending' where dedupe_key = 'announcement/7003/7002/announcement';
    perform record_slack_message(900001, id, 'sent', null, 'D7002', '7.7', 0) from slack_message where dedupe_key = 'announcement/7003/7002/announcement';
    delete from slack_message where dedupe_key = 'announcement/7003/7002/announcement';
end $$;
update announcement set text_version = 2 where team_space_id = 900001 and id = 7003;
select is(rewrite_announcement(900001, 7003, 2, '{"announcement": {"ko": {"text": "b"}}}', 10), 1, 'what arrived long ago is corrected');
do $$ begin perform withdraw_slack_announcement(900001, 7003); end $$;
select is((select array_agg(concat_ws(' ', team_id, method, arguments ->> 'text') order by method) from slack_message
           where channel = 'D7002' and arguments ->> 'ts' = '7.7'), '{T0LEFT chat.delete,T0LEFT chat.update b}', 'and taken back');

-- What the end of an installation has stopped, and nobody knows whether it had gone, is looked for from when it was written.
insert into slack_message (team_space_id, team_id, method, channel, arguments, dedupe_key, state, error, due_at, created_at, ended_at)
values (900001, 'T0LEFT', 'chat.postMessage', 'D10', '{"text": "a"}', 'stopped', 'failed', 'app_uninstalled', now(), now() - interval '2 hours',
        now() - interval '1 hour');
do $$ begin perform keep_slack_message(900001, 'stopped', '{"text": "b"}', interval '0', 'T0LEFT', 'U7001'); end $$;
select is((select concat_ws(' ', state, uncertain) from slack_message where channel = 'D10'), 'waiting 1', 'it goes on');
select ok((select created_at < now() - interval '1 hour' from slack_message where channel = 'D10'), 'from then');

-- What has had its time.
insert into announcement (team_space_id, id, author_id, edited_by, title_en, body_en, audience, channels, state, scheduled_at) overriding system value
select 900001, id, 7001, 7001, 'a', 'a', '{"all": true}', '{slack}', state, case when state = 'scheduled' then now() end
from (values (7001, 'scheduled'), (7002, 'cancelled')) as written(id, state);
insert into slack_message (team_space_id, team_id, method, channel, arguments, dedupe_key, state, due_at, ended_at)
select 900001, 'T0LEFT', 'chat.postMessage', 'D9', '{}', key, 'sent', now(), now() - interval '31 days'
from unnest(array['announcement control/7001', 'announcement control/7002', 'other/7001', 'odd/announcement control']) as key;
select ok((select messages >= 3 from purge_slack(1000)), 'what was said a month ago goes');
select is((select array_agg(dedupe_key) from slack_message where channel = 'D9'), '{announcement control/7001}',
          'but for what follows an announcement that is not over');

select ok(end_slack_installation('T0LEFT', null, now()), 'an installation ends');
select is((select array_agg(distinct state order by state) from slack_message where team_space_id = 900001), '{failed,sent}', 'and what waited is not sent');
select * from finish();
rollback;
