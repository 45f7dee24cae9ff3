-- Stores what came of a question and settles what it cost; not finished when it is done already. `earlier_outcome`: what
-- came of it before this began.
--
-- kind: write
-- process: worker
-- plan: assistant_question_pkey
-- param: team_space_id bigint
-- param: id bigint
-- param: outcome text
-- param: reason text?
-- param: answer text?
-- param: sources text?
-- param: server text?
-- param: model text?
-- param: reserved bigint
-- param: cost bigint
-- column: finished bool
-- column: earlier_outcome text?
select finish_assistant_question($1, $2, $3, $4, $5, $6, $7, $8, $9, $10),
       (select question.outcome from assistant_question question where question.team_space_id = $1 and question.id = $2)
