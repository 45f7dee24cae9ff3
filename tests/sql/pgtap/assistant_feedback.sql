-- Whether an answer helped: one word of each reader, the last one.
begin;
\ir company.inc
set local role gracy_app;
select plan(11);
create temporary table asked as
select 1 as place, question_id as id from ask_from_slack('T0LEFT', null, 'U7001', 'How many days?', 'en', 'C1', '1.2', null, null);
insert into asked select 2, question_id from ask_from_slack('T0LEFT', null, 'U7001', 'How many hours?', 'en', 'D1', '1.3', null, null);
insert into asked select 3, id from ask_assistant(900001, 7001, 'Over the API', 'en', null, null);
create function pg_temp.click(user_id text, place int, helpful bool, team text default 'T0LEFT') returns text language sql as $$
    select given.outcome from asked, lateral give_feedback_from_slack(team, null, user_id, asked.id, helpful) as given where asked.place = $2
$$;
select is(pg_temp.click('U7001', 1, true), 'not_found', 'what is not answered has not helped yet');
do $$ begin perform finish_assistant_question(900001, id, 'passages', 'no_model', '[]', '[]', null, null, 0, 0) from asked; end $$;
select is(pg_temp.click('U7001', 1, true), 'ok', 'who asked says so');
select is(pg_temp.click('U7002', 1, false), 'ok', 'and so does who reads it in the channel');
select is(pg_temp.click('U7001', 1, false), 'ok', 'a mind is changed');
select is(pg_temp.click('U7001', 1, false), 'ok', 'and clicked twice');
select is((select array_agg(member_id || ' ' || helpful order by member_id) from assistant_feedback where team_space_id = 900001),
          array['7001 false', '7002 false'], 'one word of each is kept');
select is(pg_temp.click('U7002', 2, true), 'not_found', 'a conversation with the bot has one reader');
select is((select give_assistant_feedback(900001, 7002, id, true) from asked where place = 3), 'not_found', 'and so has a thread of the API');
select is((select give_assistant_feedback(900001, 7001, id, true) from asked where place = 3), 'ok', 'who has it in the end');
select is(pg_temp.click('U7001', 1, true, 'T0RIGHT'), 'not_found', 'another team space''s answers are not there');
select is(pg_temp.click('UBOT', 1, true), 'not_member', 'and a bot thinks nothing');
select * from finish();
rollback;
