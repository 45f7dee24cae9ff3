-- Questions that go on from earlier ones: whose they may be, where they begin, and what is left when that goes.
begin;
\ir company.inc
set local role gracy_app;
select plan(15);
create temporary table first as select * from ask_assistant(900001, 7001, 'How many days?', 'en', null, null);
create temporary table second as select asked.* from first, ask_assistant(900001, 7001, 'And part-timers?', 'en', 'k', '\x01', null, first.id) as asked;
select is((select thread_id from assistant_question question join second on second.id = question.id), first.id, 'a question goes on from another') from first;
create temporary table third as select asked.* from second, ask_assistant(900001, 7001, 'And interns?', 'en', null, null, null, second.id) as asked;
select is((select thread_id from assistant_question question join third on third.id = question.id), first.id, 'whichever of the conversation it is') from first;
select is(asked.outcome || asked.id, 'replayed' || second.id, 'once, however often it is sent')
from first, second, ask_assistant(900001, 7001, 'And part-timers?', 'en', 'k', '\x01', null, first.id) as asked;
select is((select outcome from ask_assistant(900001, 7001, 'And part-timers?', 'en', 'k', '\x01', null, third.id)), 'ok', 'a key is good for one conversation') from third;
select is((select outcome from ask_assistant(900001, 7002, 'And I?', 'en', 'k', '\x01', null, first.id)), 'not_found', 'nobody goes on from another''s') from first;
select is((select outcome from ask_assistant(900001, 7002, 'And I?', 'en', 'k', '\x01', null, null)), 'ok', 'and the key is free again');
select is((select outcome from ask_assistant(900002, 7001, 'And I?', 'en', null, null, null, first.id)), 'not_found', 'nor from another team space''s') from first;
-- What came of it.
select ok(finish_assistant_question(900001, id, 'answered', null, '[{"text": "Ten.", "cite": ["1"]}]', '[]', 's', 'm', 0, 0, 'interns', true), 'an answer ends it') from first;
select is((select missing || escalate from assistant_question question join first on first.id = question.id), 'internstrue', 'with what it leaves open');
select ok(finish_assistant_question(900001, id, 'not_found', null, null, '[]', null, null, 0, 0), 'nothing is found') from second;
select ok((select escalate from assistant_question question join second on second.id = question.id), 'which HR may know');
select ok(finish_assistant_question(900001, id, 'passages', 'no_model', null, '[]', null, null, 0, 0), 'passages are found') from third;
select ok(not (select escalate from assistant_question question join third on third.id = question.id), 'which speak for themselves');
-- The first one is a month old, the others are not.
update assistant_question set created_at = now() - interval '31 days' where id = (select id from first);
select is(purge_assistant(1000), 1::bigint, 'what is too old goes');
select is((select thread_id from assistant_question question join third on third.id = question.id), null::bigint, 'and leaves the rest of the conversation');
select * from finish();
rollback;
