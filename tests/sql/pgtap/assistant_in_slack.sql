-- A question in Slack: taken for whom it is of, once, and answered where it was asked.
begin;
\ir company.inc
set local role gracy_app;
\i :statements
select plan(28);
create function pg_temp.ask(user_id text, question text, key text default null, team text default 'T0LEFT') returns text language sql as $$
    select outcome from ask_from_slack(team, null, user_id, question, 'en', 'D1', '1.2', key, '\x01')
$$;
select is(pg_temp.ask('U7001', 'How many days?', 'trigger'), 'ok', 'a question is taken');
select is(pg_temp.ask('U7001', 'How many days?', 'trigger'), 'replayed', 'once for a key');
select is((select (question.member_id, place.team_id, place.channel, place.thread_ts) from assistant_slack_question place
           join assistant_question question on question.team_space_id = place.team_space_id and question.id = place.question_id
           where place.team_space_id = 900001), (7001::bigint, 'T0LEFT'::text, 'D1'::text, '1.2'::text), 'with where it was asked');
select is(pg_temp.ask('U7001', ''), 'no_question', 'nothing is no question');
select is(pg_temp.ask('U7001', repeat('가', 301)), 'question_too_long', 'nor is a long text');
select is(pg_temp.ask('U7001', repeat('가', 300)), 'ok', 'but 300 characters are');
select is((select thread_id from assistant_question where question = repeat('가', 300)),
          (select question.id from assistant_question question where question.question = 'How many days?'), 'and go on from what was asked in that thread');
select is((select count(*) from assistant_question where team_space_id = 900001 and member_id <> 7001 and thread_id is not null), 0::bigint,
          'which is nobody else''s');
select is(pg_temp.ask('UBOT', 'How?'), 'not_member', 'a bot asks nothing');
select is(pg_temp.ask('U7004', 'How?'), 'not_member', 'nor does who has left');
select is(pg_temp.ask('U7001', 'How?', team => 'T0NOBODY'), 'unknown_workspace', 'nor a workspace of nobody');
do $$ begin perform ask_from_slack('T0RIGHT', null, 'U7002', 'How?', 'en', null, null, null, null); end $$;
select is((select (channel, thread_ts is null) from assistant_slack_question where team_space_id = 900002), ('U7002'::text, true),
          'a command is answered in the conversation with the bot');

-- The answer.
create temporary table question as select question_id as id from assistant_slack_question where team_space_id = 900002;
do $$ begin perform finish_assistant_question(900002, id, 'not_found', 'no_passages', null, '[]', null, null, 0, 0) from question; end $$;
select is((select count(*) from job, question where kind = 'slack.answer' and dedupe_key = '900002/' || question.id), 1::bigint, 'is brought to Slack');
do $$ begin
    perform finish_assistant_question(900002, asked.id, 'not_found', 'no_passages', null, '[]', null, null, 0, 0)
    from ask_assistant(900002, 7001, 'Over the API', 'en', null, null) as asked;
end $$;
select is((select count(*) from job where kind = 'slack.answer' and dedupe_key like '900002/%'), 1::bigint, 'when it was asked there');

-- Stopping.
create function pg_temp.stop(user_id text, question bigint, channel text default null, thread_ts text default null, team text default 'T0LEFT')
returns text language sql as $$
    select outcome from stop_questions_from_slack(team, null, user_id, question, channel, thread_ts)
$$;
create function pg_temp.open() returns bigint language sql as $$
    select count(*) from assistant_question where team_space_id = 900001 and state = 'queued'
$$;
create temporary table mine as
select place.question_id as id from assistant_slack_question place where place.team_space_id = 900001 order by 1 limit 1;
select is(pg_temp.open(), 2::bigint, 'two questions are open');
create function pg_temp.over_when(job_state text) returns bool language plpgsql as $$
declare
    is_over bool;
begin
    update job set state = job_state from mine where kind = 'assistant.answer' and dedupe_key = '900001/' || mine.id;
    for is_over in execute format('execute "slack/is_answered"(900001, %s)', (select id from mine)) loop
        return is_over;
    end loop;
end
$$;
select is(pg_temp.over_when('running'), false, 'one that a worker answers is waited for');
select is(pg_temp.over_when('dead'), true, 'one whose job is dead is not');
select is(pg_temp.over_when('queued'), false, 'until it is tried again');
select is((select pg_temp.stop('U7002', id) from mine), 'not_found', 'another''s question is not stopped');
select is((select pg_temp.stop('U7001', id, team => 'T0RIGHT') from mine), 'not_found', 'nor one of another team space');
select is((select pg_temp.stop('U7001', id, team => 'T0NOBODY') from mine), 'unknown_workspace', 'nor by a workspace of nobody');
select is((select pg_temp.stop('UBOT', id) from mine), 'not_member', 'nor by a bot');
select is((select pg_temp.stop('U7001', id) from mine), 'ok', 'one''s own is');
select is((select pg_temp.stop('U7001', id) from mine), 'stopped', 'once');
select is((select pg_temp.stop('U7002', question.id, team => 'T0RIGHT') from question), 'answered', 'and what is answered stays');
select is((select count(*) from job, mine where kind = 'slack.answer' and dedupe_key = '900001/' || mine.id), 1::bigint, 'and its thread hears of it');
select is(pg_temp.stop('U7001', null, 'D1', '9.9'), 'not_found', 'a thread without questions has none to stop');
select is((pg_temp.stop('U7001', null, 'D1', '1.2'), pg_temp.open()), ('ok'::text, 0::bigint), 'a thread''s questions are stopped together');
select * from finish();
rollback;
