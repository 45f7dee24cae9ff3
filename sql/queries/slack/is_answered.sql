-- Whether nothing more will come of a question: it is answered, or gone, or its job is dead.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: assistant_question_pkey job_dedupe
-- param: team_space_id bigint
-- param: id bigint
-- column: answered bool
select not exists (
    select from assistant_question question
    where question.team_space_id = $1 and question.id = $2 and question.state = 'queued')
or exists (
    select from job
    where job.kind = 'assistant.answer' and job.dedupe_key = $1 || '/' || $2 and job.state = 'dead')
