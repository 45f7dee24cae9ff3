-- A page of what a member has asked the assistant, with its answers, as JSON; newest first. The first begins before
-- 9223372036854775807. They are kept for thirty days, so that all of a member's may be sorted.
--
-- kind: read
-- process: nginx
-- plan: assistant_question_by_member|assistant_question_pkey
-- param: team_space_id bigint
-- param: member_id bigint
-- param: before_id bigint
-- param: limit int
-- column: id bigint
-- column: document text
select question.id,
       json_build_object('id', question.id::text, 'question', question.question, 'outcome', question.outcome,
                         'answer', question.answer, 'created_at', question.created_at,
                         'finished_at', question.finished_at)::text
from assistant_question question
where question.team_space_id = $1 and question.member_id = $2 and question.id < $3
order by question.id desc
limit $4::int
