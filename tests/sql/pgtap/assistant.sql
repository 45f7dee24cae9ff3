-- A question's life: asked once, answered once, paid for once, and forgotten.
begin;
\ir company.inc
insert into role_grant (team_space_id, member_id, role) values (900001, 7002, 'admin'), (900002, 7003, 'admin');
set local role gracy_app;
select plan(26);
create temporary table asked as select * from ask_assistant(900001, 7001, 'How many days?', 'en', 'k', '\x01');
select is(outcome, 'ok', 'a question is taken') from asked;
select is((select count(*) from job where kind = 'assistant.answer' and payload ->> 'question_id' = asked.id::text), 1::bigint, 'and the worker has its job') from asked;
select is((select outcome from ask_assistant(900001, 7001, 'How many days?', 'en', 'k', '\x01')), 'replayed', 'once, however often it is sent');
select ok(not reserve_assistant_budget(900001, id, 60, 50), 'a call that costs more than the budget is not made') from asked;
select ok(reserve_assistant_budget(900001, id, 60, 100), 'one that does not is') from asked;
select ok(not reserve_assistant_budget(900001, id, 60, 100), 'what is set aside is not there for another') from asked;
select is((select (reserved, calls, refused) from assistant_budget where team_space_id = 900001), (60::bigint, 1::bigint, 2::bigint), 'and all of it is counted');
-- A run that died had set 60 aside; the next one sets 60 aside, which turn out to cost 10.
select ok(reserve_assistant_budget(900001, id, 60, 200), 'a second run') from asked;
select ok(not finish_assistant_question(900002, id, 'passages', 'no_model', '[]', '[]', null, null, 60, 10), 'it is not another team space''s') from asked;
select ok(finish_assistant_question(900001, id, 'passages', 'no_model', '[]', '[]', null, null, 60, 10), 'ends it') from asked;
select ok(not finish_assistant_question(900001, id, 'answered', null, '[]', '[]', null, null, 0, 0), 'once') from asked;
select is((select (reserved, used) from assistant_budget where team_space_id = 900001), (0::bigint, 70::bigint), 'what nobody knows the price of counts as spent');
select ok(not reserve_assistant_budget(900001, id, 1, 1000), 'nothing is called for it any more') from asked;
-- A question that goes past midnight: the day of its first call pays, although the next one has as much set aside.
create temporary table late as select * from ask_assistant(900001, 7001, 'How late?', 'en', null, null);
select ok(reserve_assistant_budget(900001, id, 40, 1000), 'a call before midnight') from late;
update assistant_question set paid_on = paid_on - 1 where id = (select id from late);
update assistant_budget set on_date = on_date - 1 where team_space_id = 900001;
insert into assistant_budget (team_space_id, on_date, reserved) select team_space_id, on_date + 1, 40 from assistant_budget where team_space_id = 900001;
select ok(reserve_assistant_budget(900001, id, 30, 1000), 'and one after it') from late;
select ok(finish_assistant_question(900001, id, 'passages', 'unverified', '[]', '[]', 's', 'm', 70, 50), 'ends the next day') from late;
select is((select string_agg(reserved || '/' || used, ' ' order by on_date) from assistant_budget where team_space_id = 900001), '0/120 40/0',
          'and is paid by the day that it began on');
delete from assistant_question where id = (select id from late);
-- A cry for help is nobody's topic.
create temporary table cry as select * from ask_assistant(900001, 7001, 'I want to die', 'en', null, null);
select ok(finish_assistant_question(900001, id, 'not_found', 'help', null, '[]', null, null, 0, 0, null, false, 3, true), 'a cry for help ends') from cry;
select is((select (topic is null, escalate, kind_version) from assistant_question question where question.id = cry.id), (true, false, 3), 'and is no topic, and not for HR') from cry;
delete from assistant_question where id = (select id from cry);
-- Those who administer hear of a day that is nearly spent.
create temporary table spent as select * from ask_assistant(900001, 7001, 'How much?', 'en', null, null);
create function pg_temp.spend(so_far bigint) returns bigint language plpgsql as $$
begin
    update assistant_budget set used = so_far where team_space_id = 900001 and reserved >= 40;
    perform reserve_assistant_budget(900001, spent.id, 1, 1000) from spent;
    return (select count(*) from member_notice where kind = 'assistant.budget');
end
$$;
select is(pg_temp.spend(0), 0::bigint, 'nobody is told of a call');
select is(pg_temp.spend(799), 0::bigint, 'nor of less than four fifths');
select is(pg_temp.spend(800), 1::bigint, 'four fifths are told');
select is((select array_agg(team_space_id || '/' || member_id) from member_notice where kind = 'assistant.budget'), array['900001/7002'], 'who administers it');
select is((pg_temp.spend(900), (select cap from assistant_budget where team_space_id = 900001 and reserved > 0))::text, '(1,1000)', 'once');
delete from assistant_question where id = (select id from spent);
select is((select array_agg(outcome order by n) from generate_series(1, 30) as n, lateral ask_assistant(900001, 7001, 'q' || n, 'en', null, null)),
          array_fill('ok'::text, array[29]) || array['too_many_questions'], 'thirty a day are enough');
update assistant_question set created_at = now() - interval '31 days' where team_space_id = 900001;
select ok(purge_assistant(1000) >= 30, 'and after a month all are gone');
select * from finish();
rollback;
