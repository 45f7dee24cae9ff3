-- A question that is not answered yet.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: assistant_question_pkey
-- param: team_space_id bigint
-- param: id bigint
-- column: question text
-- column: language text
select question.question, question.language
from assistant_question question
where question.team_space_id = $1 and question.id = $2 and question.state = 'queued'
