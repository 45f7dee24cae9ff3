-- Ends a question that is not answered yet. Outcomes: ok (also when it is answered already), not_found. `was_open`: it was
-- not answered when this began.
--
-- kind: write
-- process: nginx
-- plan: assistant_question_pkey|assistant_question_by_member
-- param: team_space_id bigint
-- param: member_id bigint
-- param: id bigint
-- column: outcome text
-- column: was_open bool
select stop_assistant_question($1, $2, $3), exists (
    select from assistant_question question
    where question.team_space_id = $1 and question.id = $3 and question.member_id = $2 and question.state = 'queued')
