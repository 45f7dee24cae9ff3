-- What administrators see of the assistant's questions: topics that tell of nobody, and days that add up.
begin;
\ir company.inc
insert into member (team_space_id, id, name, email, status) overriding system value
select 900001, 7200 + n, 'asker ' || n, 'asker' || n || '@example.org', 'active' from generate_series(1, 13) as n;
set local role gracy_app;
\i :statements
select plan(38);

-- One line of text for each row that a statement gives.
create function pg_temp.call(query text) returns text language plpgsql as $$
declare
    line record;
    found text[] := '{}';
begin
    for line in execute 'execute ' || query loop
        found := found || line::text;
    end loop;
    return array_to_string(found, ' ');
end
$$;
create function pg_temp.day(days_ago int) returns date language sql as $$
    select (now() at time zone 'Asia/Seoul')::date - days_ago
$$;
-- p_since: how far from the beginning of the team space's week it was asked.
create function pg_temp.unanswered(p_member_id bigint, p_question text, p_since interval) returns void language sql as $$
    insert into assistant_question (team_space_id, member_id, question, language, state, outcome, finished_at, created_at)
    values (900001, p_member_id, p_question, 'en', 'done', 'not_found', now(),
            (date_trunc('week', now() at time zone 'Asia/Seoul') + p_since) at time zone 'Asia/Seoul')
$$;

select is(question_topic(question), topic, question) from (values
    ('육아휴직은 얼마나 쓰나요?', 'parental'), ('How many days of annual leave?', 'leave'), ('zyxwv?', 'other'),
    ('When do I get a new laptop?', 'equipment'), ('laptop을 바꾸고 싶어요', 'equipment'), ('Two laptops for one person?', 'equipment'),
    ('비밀번호를 잊었어요', 'equipment'), ('비밀 유지 서약은 언제 쓰나요?', 'conduct'),
    ('Who pays for a taxi?', 'travel'), ('Is tax taken off?', 'pay'), ('How are taxes paid?', 'pay'),
    ('Of course I may?', 'other'), ('Who pays for a course?', 'training'),
    ('Where is the petty cash?', 'expenses'), ('May my pet come?', 'office'),
    ('휴가가 반려되었어요', 'leave'), ('신청이 반려되었어요', 'other'), ('반려견을 데려와도 되나요?', 'office'),
    ('연말정산은 언제 하나요?', 'pay'), ('출장비 정산은요?', 'travel'), ('소비자 상담은 누가 하나요?', 'other'), ('전보다 늦어졌어요', 'other'),
    ('I was harassed', 'conduct'), ('May I use PTO?', 'leave'), ('pto는 며칠인가요?', 'leave')) as asked (question, topic);

-- Ten members of last week, one of them twice: eleven questions.
select pg_temp.unanswered(7200 + n, 'He harasses me', '-7 days') from generate_series(1, 9) as n;
select is(pg_temp.call('"assistant/list_topics"(900001)'), '', 'a topic of nine members is nobody''s to see');
select pg_temp.unanswered(7210, 'He harasses me', '-1 second');
select pg_temp.unanswered(7210, 'He harasses me', '-1 second');
select is(pg_temp.call('"assistant/list_topics"(900001)'), '(conduct,10,10)', 'one of ten is, in steps of five');
select pg_temp.unanswered(7211, 'He harasses me', '-1 second');
select is(pg_temp.call('"assistant/list_topics"(900001)'), '(conduct,10,10)', 'and one more does not show');
select pg_temp.unanswered(7200 + n, 'He harasses me', '0') from generate_series(1, 13) as n;
select is(pg_temp.call('"assistant/list_topics"(900001)'), '(conduct,10,10)', 'nor does what was asked in the week that goes on');
select pg_temp.unanswered(7200 + n, 'He harasses me', '-21 days -1 second') from generate_series(1, 13) as n;
select is(pg_temp.call('"assistant/list_topics"(900001)'), '(conduct,10,10)', 'nor before the three weeks');
select pg_temp.unanswered(7200 + n, 'He harasses me', '-21 days') from generate_series(11, 13) as n;
select is(pg_temp.call('"assistant/list_topics"(900001)'), '(conduct,15,10)', 'but from their Monday on it does');
select is(pg_temp.call('"assistant/list_topics"(900002)'), '', 'a team space sees its own');
create temporary table asked as select * from ask_assistant(900001, 7001, 'Where is my laptop?', 'en', null, null);
select finish_assistant_question(900001, id, 'not_found', 'no_passages', '[]', '[]', null, null, 0, 0) from asked;
select is((select topic from assistant_question where team_space_id = 900001 and id = (select id from asked)), 'equipment',
          'what a question is about is told once, when it turns out that no policy answers it');
delete from assistant_question where team_space_id = 900001;

-- A question of each outcome, all asked today.
insert into assistant_question (team_space_id, member_id, question, language, state, outcome, reason, finished_at)
select 900001, 7001, 'q', 'en', case when outcome is null then 'queued' else 'done' end, outcome, reason, case when outcome is not null then now() end
from (values (null, null), ('answered', null), ('not_found', 'no_passages'), ('passages', 'budget'), ('stopped', null), ('stopped', null))
     as came (outcome, reason);
select is(pg_temp.call('"assistant/list_days"(900001)'), format('(%s,6,1,1,1,1,1,0,0,0,1,2,0,0,0,0,0,0,0,0,)', pg_temp.day(0)), 'what came of a day''s questions adds up');
-- Only a feeling card on one day, and only a refusal on another; the last is too long ago.
insert into assistant_budget (team_space_id, on_date, used, calls, refused)
values (900001, pg_temp.day(2), 30, 1, 0), (900001, pg_temp.day(3), 0, 0, 1), (900001, pg_temp.day(31), 9, 9, 0), (900002, pg_temp.day(4), 9, 9, 0);
insert into assistant_kind_budget (team_space_id, on_date, kind, used) values (900001, pg_temp.day(2), 'feeling_card', 30);
select is(pg_temp.call('"assistant/list_days"(900001)'),
          format('(%s,6,1,1,1,1,1,0,0,0,1,2,0,0,0,0,0,0,0,0,) (%s,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1,0,0,30,) (%s,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1,0,0,)',
                 pg_temp.day(0), pg_temp.day(2), pg_temp.day(3)), 'days that only cost something are there');

-- A question whose call was under way when questions came to know the day that pays.
delete from assistant_question where team_space_id = 900001;
create temporary table old (id bigint);
with made as (
    insert into assistant_question (team_space_id, member_id, question, language, reserved, created_at)
    values (900001, 7001, 'old', 'en', 60, (pg_temp.day(1) + time '00:30') at time zone 'Asia/Seoul') returning id)
insert into old select id from made;
insert into assistant_budget (team_space_id, on_date, reserved, calls) values (900001, pg_temp.day(1), 60, 1);
reset role;
set local role gracy_owner;
\ir ../../../sql/migrations/0146_questions_paid_on.sql
reset role;
set local role gracy_app;
select is(paid_on, pg_temp.day(1), 'it is paid by the day that it was asked on, where the team space is')
from assistant_question where id = (select id from old) and team_space_id = 900001;
select ok(finish_assistant_question(900001, id, 'passages', 'unverified', '[]', '[]', 's', 'm', 60, 40), 'ends') from old;
select is((select (reserved, used) from assistant_budget where team_space_id = 900001 and on_date = pg_temp.day(1)), (0::bigint, 40::bigint),
          'and its cost is booked there');
select * from finish();
rollback;
