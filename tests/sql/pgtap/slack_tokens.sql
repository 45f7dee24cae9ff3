-- Tokens that expire: asked for by one worker at a time, kept once, and never over those of an install.
begin;
\ir company.inc
set local role gracy_app;
select plan(20);
update slack_installation set refresh_due_at = null;
create function pg_temp.left_id() returns bigint language sql as $$ select id from slack_installation where team_id = 'T0LEFT' $$;
create function pg_temp.kept(token bytea, begun timestamptz default null) returns bool language sql as $$
    select put_tokens(900001, pg_temp.left_id(), token, 'k', '\x02', 43200, begun)
$$;
create function pg_temp.hurry() returns void language sql as $$ update slack_installation set refresh_due_at = now() where team_id = 'T0LEFT' $$;
create temporary table attempt as select * from take_refresh(60);
grant all on attempt to gracy_app;
select is((select count(*) from attempt where id is not null), 0::bigint, 'nothing is due');

select is(pg_temp.kept('\x01'), true, 'an install''s pair is kept');
select is((select token_expires_at - refresh_due_at from slack_installation where team_id = 'T0LEFT'), interval '2 hours', 'and due two hours before its end');
select is((select id from take_refresh(60)), null, 'not before');
do $$ begin perform pg_temp.hurry(); end $$;
insert into attempt select * from take_refresh(60);
select is((select concat_ws(' ', team_space_id, team_id, again) from attempt where id is not null), '900001 T0LEFT f', 'then it is taken');
select is((select id from take_refresh(60)), null, 'by one');
select is(pg_temp.kept('\x03', (select begun_at - interval '1 second' from attempt where id is not null)), false, 'another attempt''s tokens are not kept');
select is(pg_temp.kept('\x03', (select begun_at from attempt where id is not null)), true, 'this one''s are');
select is((select token_sealed from slack_installation where team_id = 'T0LEFT'), '\x03', 'and used');
select is(pg_temp.kept('\x04', (select begun_at from attempt where id is not null)), false, 'once');

do $$ begin perform pg_temp.hurry(); perform take_refresh(60); perform pg_temp.hurry(); end $$;
truncate attempt;
insert into attempt select * from take_refresh(60);
select is((select again from attempt), true, 'one without an end is taken again, and it shows');
select is(pg_temp.kept('\x05'), true, 'meanwhile Gracy is installed again');
select is(pg_temp.kept('\x06', (select begun_at from attempt)), false, 'which counts');

update slack_installation set trouble = 'token_expired', trouble_at = now() where team_id = 'T0LEFT';
insert into slack_message (team_space_id, team_id, method, channel, arguments, state, due_at, error)
values (900001, 'T0LEFT', 'chat.postMessage', 'C1', '{}', 'waiting', now() + interval '10 minutes', 'token_expired');
select is(pg_temp.kept('\x07'), true, 'with a new token');
select is((select due_at <= now() from slack_message where team_space_id = 900001 and error = 'token_expired'), true, 'what waited for it goes');
select is((select trouble from slack_installation where team_id = 'T0LEFT'), null, 'and there is no trouble');
update slack_message set state = 'sending' where team_space_id = 900001 and error = 'token_expired';
select is((select record_slack_message(900001, id, 'refused', 'token_expired', null, null, 600) from slack_message where team_space_id = 900001),
          'waiting', 'Slack finds the token too old');
select is((select refresh_due_at <= now() from slack_installation where team_id = 'T0LEFT'), true, 'so it is refreshed at once');
select ok(end_slack_installation('T0LEFT', null, now()), 'taken out');
select is((select id from take_refresh(60)), null, 'nothing is refreshed');
select * from finish();
rollback;
