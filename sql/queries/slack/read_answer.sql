-- What came of a question that was asked in Slack, and where it is to be said; `failed`: its job is dead. No row while it
-- is open.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: assistant_slack_question_pkey assistant_question_pkey job_dedupe
-- param: team_space_id bigint
-- param: id bigint
-- column: team_id text
-- column: channel text
-- column: thread_ts text?
-- column: question text
-- column: language text
-- column: outcome text
-- column: reason text?
-- column: answer text?
-- column: sources text?
-- column: missing text?
-- column: escalate bool
select place.team_id, place.channel, place.thread_ts, question.question, question.language, coalesce(question.outcome, 'failed'),
       question.reason, question.answer::text, question.sources::text, question.missing, question.escalate
from assistant_slack_question place
join assistant_question question on question.team_space_id = place.team_space_id and question.id = place.question_id
left join job on job.kind = 'assistant.answer' and job.dedupe_key = question.team_space_id || '/' || question.id
where place.team_space_id = $1 and place.question_id = $2 and (question.state = 'done' or job.state = 'dead')
