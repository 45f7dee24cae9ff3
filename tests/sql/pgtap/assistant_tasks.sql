-- A task's life: started once, paid for once, ended once, and forgotten.
begin;
\ir company.inc
set local role gracy_app;
select plan(31);
select is(publish_assistant_kinds('[{"name": "note", "version": 1, "title_en": "Note", "title_ko": "기록", "inputs": [], "output_schema": {}},
                                    {"name": "other", "version": 1, "title_en": "Other", "title_ko": "다른", "inputs": [], "output_schema": {}}]') > 0, true, 'kinds are told');
select is(publish_assistant_kinds('[{"name": "note", "version": 1, "title_en": "Note", "title_ko": "기록", "inputs": [], "output_schema": {}}]'), 1::bigint, 'one that is gone goes');
select is(publish_assistant_kinds('[{"name": "note", "version": 1, "title_en": "Note", "title_ko": "기록", "inputs": [], "output_schema": {}}]'), 0::bigint, 'and nothing changes when they are told again');
create temporary table started as select * from start_assistant_task(900001, 7001, 'note', 1, '{"text": "x"}', 'k', '\x01');
select is(outcome, 'ok', 'a task is taken') from started;
select is((select count(*) from job where kind = 'assistant.task' and payload ->> 'task_id' = started.id::text), 1::bigint, 'and the worker has its job') from started;
select is((select (outcome, again.id) from start_assistant_task(900001, 7001, 'note', 1, '{"text": "x"}', 'k', '\x01') as again), ('replayed'::text, id), 'once, however often it is sent') from started;
select is((select outcome from start_assistant_task(900001, 7001, 'note', 1, '{"text": "y"}', 'k', '\x02')), 'key_reused', 'a key is for one request');
select is((select (outcome, again.id) from start_assistant_task(900001, 7001, 'note', 1, '{"text": "x"}', 'l', '\x01') as again), ('joined'::text, id), 'the same under another key is the same task') from started;
select is((select outcome from start_assistant_task(900001, 7002, 'note', 1, '{"text": "x"}', 'k', '\x01')), 'ok', 'of another member it is another');
select ok(not reserve_assistant_task_budget(900001, id, 60, 50, 500), 'a call that costs more than the budget is not made') from started;
select ok(not reserve_assistant_task_budget(900001, id, 60, 500, 50), 'nor one that costs more than the kind''s share') from started;
select ok(reserve_assistant_task_budget(900001, id, 60, 100, 100), 'one that does not is') from started;
select ok(not reserve_assistant_task_budget(900001, id, 60, 500, 100), 'what is set aside is not there for another') from started;
select is((select (reserved, calls, refused) from assistant_budget where team_space_id = 900001), (60::bigint, 1::bigint, 3::bigint), 'and all of it is counted');
select ok(not reserve_assistant_task_budget(900002, id, 1, 500, 500), 'it is not another team space''s to spend') from started;
select ok(settle_assistant_task_call(900001, id, 60, 10), 'a call has its price') from started;
select ok(not settle_assistant_task_call(900001, id, 60, 10), 'once') from started;
select is((select (reserved, used) from assistant_kind_budget where team_space_id = 900001 and kind = 'note'), (0::bigint, 10::bigint), 'which its kind has spent');
-- A run that died had set 30 aside.
select ok(reserve_assistant_task_budget(900001, id, 30, 500, 500), 'a second call') from started;
select ok(not finish_assistant_task(900002, id, 1, '{}', null, 's', 'm'), 'it is not another team space''s to end') from started;
select ok(finish_assistant_task(900001, id, 2, '{}', null, 's', 'm'), 'it ends') from started;
select ok(not finish_assistant_task(900001, id, 1, null, 'declined', 's', 'm'), 'once') from started;
select is((select (state, version, input is null, cost, task.reserved) from assistant_task task where team_space_id = 900001 and id = started.id),
          ('done'::text, 2, true, 40::bigint, 0::bigint), 'with its price, and without what was written') from started;
select ok(not reserve_assistant_task_budget(900001, id, 1, 1000, 1000), 'nothing is called for it any more') from started;
select is((select array_agg(outcome order by n) from generate_series(1, 30) as n, lateral start_assistant_task(900001, 7001, 'note', 1, to_json(n)::text, null, null)),
          array_fill('ok'::text, array[29]) || array['too_many_tasks'], 'thirty a day are enough');
-- What is kept for questions: tasks of all kinds together have spent 40 and may spend 100 of 1000.
create temporary table shared as select * from start_assistant_task(900001, 7003, 'note', 1, '{"text": "z"}', 'z', '\x0a');
select is((select sum(used + reserved) from assistant_kind_budget where team_space_id = 900001), 40::numeric, 'what tasks have spent');
select ok(not reserve_assistant_task_budget(900001, id, 61, 1000, 1000, 100), 'tasks of all kinds have their share together') from shared;
select ok(reserve_assistant_task_budget(900001, id, 60, 1000, 1000, 100), 'up to its end') from shared;
select ok(not reserve_assistant_task_budget(900001, id, 1, 1000, 1000, 100), 'and no further') from shared;
select ok(reserve_assistant_budget(900001, asked.id, 900, 1000), 'while a question has the rest') from ask_assistant(900001, 7001, 'How many?', 'en', null, null) as asked;
update assistant_task set created_at = now() - interval '31 days' where team_space_id = 900001;
select ok(purge_assistant_tasks(1000) >= 30, 'and after a month all are gone');
select * from finish();
rollback;
