-- A question of the caller's own, and what came of it. `failed`: its job is dead; `is_running`: a worker is answering it; `thread_id`: the
-- question that its conversation began with; `helpful`: what the caller said of the answer.
--
-- kind: read
-- process: nginx
-- plan: assistant_question_pkey|assistant_question_by_member job_dedupe assistant_feedback_pkey|assistant_feedback_by_member
-- param: team_space_id bigint
-- param: member_id bigint
-- param: id bigint
-- column: id bigint
-- column: question text
-- column: language text
-- column: state text
-- column: outcome text?
-- column: reason text?
-- column: answer text?
-- column: sources text?
-- column: model text?
-- column: created_at timestamptz
-- column: finished_at timestamptz?
-- column: is_running bool
-- column: thread_id bigint
-- column: missing text?
-- column: escalate bool
-- column: tz text?
-- column: support_contact text?
-- column: helpful bool?
select question.id, question.question, question.language,
       case when question.state = 'queued' and job.state = 'dead' then 'failed' else question.state end, question.outcome,
       question.reason, question.answer::text, question.sources::text, question.model, question.created_at, question.finished_at,
       question.state = 'queued' and coalesce(job.state = 'running', false),
       coalesce(question.thread_id, question.id), question.missing, question.escalate,
       member_tz($1, $2), team_space.support_contact, feedback.helpful
from assistant_question question
join team_space on team_space.id = $1
left join job on job.kind = 'assistant.answer' and job.dedupe_key = question.team_space_id || '/' || question.id
left join assistant_feedback feedback
       on feedback.team_space_id = $1 and feedback.question_id = question.id and feedback.member_id = $2
where question.team_space_id = $1 and question.id = $3 and question.member_id = $2
