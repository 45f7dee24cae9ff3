-- Keeps what a model wrote to a question that nobody is shown; the first time counts, and not when the question is gone.
--
-- kind: write
-- process: worker
-- plan: assistant_question_pkey
-- param: team_space_id bigint
-- param: question_id bigint
-- param: question text
-- param: answers text
-- column: kept bool
with kept as (
    insert into assistant_refusal (team_space_id, question_id, question, answers)
    select question.team_space_id, question.id, $3, $4::text::json
    from assistant_question question
    where question.team_space_id = $1 and question.id = $2
    on conflict (team_space_id, question_id) do nothing
    returning 1
)
select exists (select from kept)
