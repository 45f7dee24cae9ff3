-- Questions of many people, open and done, and what days have cost.
insert into assistant_question (team_space_id, member_id, question, language, state, outcome, answer, sources, finished_at, created_at)
select member.team_space_id, member.id, 'question ' || n, 'en', case when n = 1 then 'queued' else 'done' end,
       case when n > 1 then 'passages' end, case when n > 1 then '[]'::json end, case when n > 1 then '[]'::json end,
       case when n > 1 then now() end, now() - n * interval '1 day'
from member, generate_series(1, 3) as n where member.id % 3 = 0 or member.id < 50;
-- Each goes on from the one before, in a conversation that began three days ago.
update assistant_question question
set thread_id = (select min(first.id) from assistant_question first
                 where first.team_space_id = question.team_space_id and first.member_id = question.member_id)
where question.state = 'queued';
insert into assistant_budget (team_space_id, on_date, used)
select team_space.id, current_date - n, 100 from team_space, generate_series(1, 40) as n;
-- All of them were asked in Slack.
insert into assistant_slack_question (team_space_id, question_id, team_id, channel, thread_ts)
select question.team_space_id, question.id, 'T0HANBIT01', 'D0ASKED', '1.' || question.id from assistant_question question;
-- The answers grow there: some are due, most are long over.
insert into slack_stream (team_space_id, question_id, team_id, channel, thread_ts, language, state, ts, due_at, created_at, ended_at)
select question.team_space_id, question.id, 'T0HANBIT01', 'D0ASKED', '1.' || question.id, 'ko', case when question.state = 'queued' then 'open' else 'ended' end,
       '2.' || question.id, question.created_at, question.created_at, case when question.state = 'done' then question.created_at end
from assistant_question question;
-- What people thought of them, and what they asked HR instead.
insert into assistant_feedback (team_space_id, question_id, member_id, helpful)
select question.team_space_id, question.id, question.member_id, question.id % 3 > 0 from assistant_question question where question.state = 'done';
insert into hr_ticket (team_space_id, member_id, text, state, answer, handled_at)
select member.team_space_id, member.id, 'ticket ' || n, place.state, case when place.state = 'answered' then 'Yes.' end,
       case when place.state <> 'open' then now() end
from member, generate_series(1, 9) as n, lateral (select (array['open', 'answered', 'closed'])[1 + n % 3] as state) as place
where member.id % 3 = 0 or member.id < 50;
-- Tasks of many people, open and done, and what their kinds have cost.
insert into assistant_kind (name, version, title_en, title_ko, inputs, output_schema)
values ('note', 1, 'Note', '기록', '[{"name": "text", "least": 1, "most": 100}]', '{}');
insert into assistant_task (team_space_id, member_id, kind, version, input, input_hash, state, output, finished_at, created_at)
select member.team_space_id, member.id, 'note', 1, case when n = 1 then '{"text": "x"}'::json end, n::text::bytea,
       case when n = 1 then 'queued' else 'done' end, case when n > 1 then '{}'::json end, case when n > 1 then now() end,
       now() - n * interval '1 day'
from member, generate_series(1, 3) as n where member.id % 3 = 0 or member.id < 50;
insert into assistant_kind_budget (team_space_id, on_date, kind, used)
select team_space.id, current_date - n, 'note', 100 from team_space, generate_series(1, 40) as n;
-- What was refused of what models wrote.
insert into assistant_refusal (team_space_id, question_id, refused_at, question, answers)
select question.team_space_id, question.id, question.created_at, question.question, '[{"output": "{}", "reasons": ["it is empty"]}]'::json
from assistant_question question where question.state = 'done';
