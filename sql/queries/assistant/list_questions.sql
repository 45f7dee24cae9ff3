-- A page of what a member has asked, newest first, with what came of it in a word and whether they said that it helped. The
-- first page begins before ('infinity', 0). `failed`: its job is dead; `thread_id`: the question that its conversation began with,
-- of which conversation alone they may be.
--
-- kind: read
-- process: nginx
-- plan: assistant_question_by_member job_dedupe assistant_feedback_pkey|assistant_feedback_by_member
-- param: team_space_id bigint
-- param: member_id bigint
-- param: before_at timestamptz
-- param: before_id bigint
-- param: limit int
-- param: offset int
-- param: thread_id bigint?
-- column: id bigint
-- column: thread_id bigint
-- column: question text
-- column: language text
-- column: state text
-- column: outcome text?
-- column: helpful bool?
-- column: created_at timestamptz
-- column: finished_at timestamptz?
select page.id, coalesce(page.thread_id, page.id), page.question, page.language,
       case when page.state = 'queued' and job.state = 'dead' then 'failed' else page.state end, page.outcome,
       feedback.helpful, page.created_at, page.finished_at
from (
    select question.*
    from assistant_question question
    where question.team_space_id = $1 and question.member_id = $2 and (question.created_at, question.id) < ($3, $4)
          and ($7::bigint is null or coalesce(question.thread_id, question.id) = $7)
    order by question.created_at desc, question.id desc
    limit $5::int offset $6::int
) as page
left join job on job.kind = 'assistant.answer' and job.dedupe_key = page.team_space_id || '/' || page.id
left join assistant_feedback feedback
       on feedback.team_space_id = $1 and feedback.question_id = page.id and feedback.member_id = $2
order by page.created_at desc, page.id desc
