-- Messages to Slack: each once, in turn, within limits; and what events may do to installations and users.
begin;
\ir company.inc
set local role gracy_app;
select plan(22);
update slack_installation set token_sealed = '\x01', key_id = 'k', installed_at = now() - interval '1 day' where team_id in ('T0LEFT', 'T0RIGHT');

-- Lanes are served in turn; here is one.
update slack_lane set next_at = 'infinity' where team_space_id <> 900001;
create function pg_temp.queue(channel text, key text default null) returns bigint language sql as $$
    select queue_slack_message(900001, 'T0LEFT', 'chat.postMessage', channel, '{"text": "a"}', now(), key)
$$;
create function pg_temp.taken() returns bigint[] language sql as $$
    select coalesce(array_agg(id order by id), '{}') from take_slack_messages(100, 60) where team_space_id = 900001
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

-- What a Home shows is nobody's but its reader's.
do $$ begin perform queue_home(900001, 'T0LEFT', 'U7001', '{"view": {"mood": 4}}'); perform pg_temp.hurry(); end $$;
update slack_message set state = 'sending' where team_space_id = 900001 and method = 'views.publish';
select is(record_slack_message(900001, id, 'sent', null, null, null, 0), 'sent', 'Home is published')
from slack_message where team_space_id = 900001 and method = 'views.publish';
select is((select arguments::text from slack_message where team_space_id = 900001 and method = 'views.publish'), '{}', 'and not kept');

select is(claim_event('EvTap'), true, 'an event is claimed');
select is(claim_event('EvTap'), false, 'once');
select is(put_slack_user('T0RIGHT', null, 'U7102', true, false, false, 'Nowhere/Land', null, now()), 'ok', 'a user is kept, whatever the zone');

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
