-- Answers that grow in Slack: one process works at each, what it calls is written down first, and all within limits.
begin;
\ir company.inc
set local role gracy_app;
\i :statements
select plan(41);
create function pg_temp.ask(channel text, thread_ts text) returns bigint language sql as $$
    select question_id from ask_from_slack('T0LEFT', null, 'U7001', 'How many days?', 'en', channel, thread_ts, null, null)
$$;
create temporary table asked as select pg_temp.ask('D1', '1.1') as id;
do $$ begin perform pg_temp.ask('C1', '1.1'); perform pg_temp.ask(null, null); perform pg_temp.ask('D1', null); end $$;
select is((select array_agg(question_id) from slack_stream where team_space_id = 900001), array(select id from asked),
          'an answer is streamed in a thread with the bot, and nowhere else');
select is((select (state, channel, thread_ts, language) from slack_stream where team_space_id = 900001),
          ('opening'::text, 'D1'::text, '1.1'::text, 'en'::text), 'beneath the question');

-- Leases. Other companies' streams are not due.
update slack_stream set due_at = 'infinity' where team_space_id <> 900001;
create function pg_temp.did(statement text, arguments text default '') returns bool language plpgsql as $$
declare
    v_it bool;
begin
    execute format('execute "%s"(%s)', statement, concat_ws(', ', '900001', (select id from asked), nullif(arguments, ''))) into v_it;
    return v_it;
end
$$;
create function pg_temp.rest(run int, failed bool) returns void language plpgsql as $$
begin
    execute format('execute "streams/rest_stream"(900001, %s, %s, 30, %L)', (select id from asked), run, failed);
end
$$;
create function pg_temp.taken() returns int language plpgsql as $$
declare
    v_row record;
begin
    execute 'execute "streams/take_stream"(30)' into v_row;
    return v_row.run;
end
$$;
create function pg_temp.stream() returns slack_stream language sql as $$ select stream from slack_stream stream where team_space_id = 900001 $$;
create function pg_temp.expire() returns void language sql as $$
    update slack_stream set leased_until = now(), due_at = now() where team_space_id = 900001
$$;
select is(pg_temp.taken(), 1, 'one that is due is taken');
select is(pg_temp.taken(), null, 'by one process');
select is(pg_temp.did('streams/wake_stream', '''answered'''), true, 'somebody has news');
select is(pg_temp.taken(), null, 'which is not another''s business as long as the lease lasts');
do $$ begin perform pg_temp.rest(1, false); end $$;
select is(pg_temp.taken(), 2, 'and is looked at as soon as it is given back');
select is((pg_temp.stream()).tries, 1, 'a lease that came to something is no try');
do $$ begin perform pg_temp.rest(2, true); end $$;
select is(pg_temp.taken(), null, 'one that failed waits');
do $$ begin perform pg_temp.expire(); end $$;
select is((pg_temp.taken(), (pg_temp.stream()).tries), (3, 2), 'and is counted');
select is(pg_temp.did('streams/store_stream', '2, ''open'', ''2.1'', 0, 0, null, 30'), false, 'who has lost the lease writes nothing');

-- Calls.
create function pg_temp.begun(run int, method text, once bool, out held bool, out wait_seconds float8) language sql as $$
    select begun.held, begun.wait_seconds from begin_slack_stream_call(900001, (select id from asked), run, method, once, 30) as begun
$$;
select is(pg_temp.begun(2, 'chat.startStream', true), (false, 0::float8), 'nor does it call');
select is((select count(*) from slack_lane where team_space_id = 900001 and method = 'chat.startStream'), 0::bigint, 'nor does it take a token');
select is(pg_temp.begun(3, 'chat.startStream', true), (true, 0::float8), 'who holds it calls');
select is((pg_temp.stream()).calling, 'chat.startStream', 'and it is written down');
do $$ begin perform pg_temp.expire(); perform pg_temp.taken(); end $$;
select is((pg_temp.stream()).calling, 'chat.startStream', 'for whoever comes after it');
select is(pg_temp.did('streams/store_stream', '4, ''open'', ''2.1'', 0, 0, null, 30'), true, 'what came of it');
select is(((pg_temp.stream()).state, (pg_temp.stream()).calling, (pg_temp.stream()).tries), ('open'::text, null::text, 0), 'is written down, too');
do $$ begin perform pg_temp.expire(); perform pg_temp.taken(); perform pg_temp.did('streams/store_stream', '5, ''open'', ''2.1'', 0, 0, null, 30'); end $$;
select is((pg_temp.stream()).tries, 1, 'what has changed nothing stays a try');
update slack_stream set run = 4 where team_space_id = 900001;
select is((select count(*) from generate_series(1, 30) as n where (pg_temp.begun(4 + 0 * n, 'chat.stopStream', false)).wait_seconds = 0), 5::bigint, 'five at once, as few as leave the tier its 20 a minute');
select ok((pg_temp.begun(4, 'chat.stopStream', true)).wait_seconds between 3.9 and 4.1 and (pg_temp.stream()).calling is null,
          'then one each four seconds, and what is not made is not written down');
do $$ begin execute 'execute "streams/pause_method"(900001, ''T0LEFT'', ''chat.stopStream'', 60)'; end $$;
select ok((pg_temp.begun(4, 'chat.stopStream', true)).wait_seconds between 59 and 61, 'when Slack says so, none for as long');
insert into slack_lane (team_space_id, team_id, method, tokens, filled_at, next_at) values (900001, 'T0LEFT', 'chat.update', 0, now(), now());
select is(pg_temp.begun(4, 'chat.update', false), (true, 0::float8), 'what is broken is written anew however many messages wait to be changed');
update slack_lane set paused_until = now() + interval '60 seconds' where team_space_id = 900001 and method = 'chat.update';
select ok((pg_temp.begun(4, 'chat.update', false)).wait_seconds between 59 and 61, 'unless Slack says that it must wait');
select is((select count(*) from take_slack_batch(8, 60) where team_space_id = 900001 and method like 'chat.%Stream'), 0::bigint,
          'and none of it is a message that waits');

-- The token.
update slack_installation set token_sealed = '\x0a', key_id = 'k' where team_id = 'T0LEFT';
create function pg_temp.token(team_space text) returns bytea language plpgsql as $$
declare
    v_row record;
begin
    execute format('execute "slack/get_token"(''T0LEFT'', null, %s)', team_space) into v_row;
    return v_row.token_sealed;
end
$$;
select is(pg_temp.token('900001'), '\x0a', 'it is spoken with the workspace''s own');
select is(pg_temp.token('900002'), null, 'and with none of a team space that it is connected to since');
select is(pg_temp.token('null'), '\x0a', 'unless it does not matter whose it is');

-- What is done for the answer.
select is(pg_temp.did('streams/note_progress', '''{"step": "found"}'''), true, 'it is told');
select is((pg_temp.stream()).progress::text, '[{"step": "found"}]', 'step by step');

-- The end.
create function pg_temp.ended(outcome text, arguments text, key text) returns bool language sql as $$
    select end_slack_stream(900001, (select id from asked), (pg_temp.stream()).run, outcome, arguments::json, key)
$$;
do $$ begin perform finish_assistant_question(900001, id, 'not_found', null, null, '[]', null, null, 0, 0) from asked; end $$;
select is((pg_temp.ended('failed', null, null), (pg_temp.stream()).state), (true, 'alone'::text),
          'what was told to have failed and was answered meanwhile is answered by a message');
do $$ begin perform pg_temp.taken(); end $$;
select is((pg_temp.ended('not_found', '{"text": "a"}', 'answer/1'), (pg_temp.stream()).state), (true, 'ended'::text), 'once');
select is(pg_temp.ended('not_found', '{"text": "a"}', 'answer/1'), false, 'and never after the end');
select is((select count(*) from slack_message where team_space_id = 900001 and dedupe_key = 'answer/1'), 1::bigint, 'of which there is one');
select is(pg_temp.did('streams/wake_stream', '''not_found'''), true, 'it has told what comes late, which is not told beside it');
select is(pg_temp.did('streams/wake_stream', '''failed'''), false, 'and has not told anything else');
create function pg_temp.has_told(outcome text) returns void language sql as $$
    update slack_stream set outcome = has_told.outcome where team_space_id = 900001
$$;
do $$ begin perform pg_temp.has_told('failed'); end $$;
select is((pg_temp.did('streams/wake_stream', '''failed'''), pg_temp.did('streams/wake_stream', '''answered''')), (true, false),
          'a failure is told once, and an operator''s retry may answer it beside');
select is(pg_temp.did('streams/note_progress', '''{"step": "found"}'''), false, 'nobody watches it now');
update slack_stream set ended_at = now() - interval '31 days' where team_space_id = 900001;
do $$ begin perform purge_slack(1000); end $$;
select is((select count(*) from slack_stream where team_space_id = 900001), 0::bigint, 'and it goes after a month');

do $$ begin perform pg_temp.ask('D1', '3.3'); perform end_slack_installation('T0LEFT', null, now()); end $$;
select is((pg_temp.stream()).state, 'ended', 'nothing grows where Gracy was taken out');
update asked set id = (pg_temp.stream()).question_id;
select is(pg_temp.did('streams/wake_stream', '''answered'''), false, 'and what ended by that has told nothing');
select * from finish();
rollback;
