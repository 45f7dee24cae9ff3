-- Whether a question is answered, or gone.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: assistant_question_pkey
-- param: team_space_id bigint
-- param: id bigint
-- column: answered bool
select not exists (
    select from assistant_question question
    where question.team_space_id = $1 and question.id = $2 and question.state = 'queued')
