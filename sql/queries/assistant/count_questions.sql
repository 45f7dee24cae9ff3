-- How many questions a member has asked, of those that are kept; of one conversation, if it is named.
--
-- kind: read
-- process: nginx
-- plan: assistant_question_by_member
-- param: team_space_id bigint
-- param: member_id bigint
-- param: thread_id bigint?
-- column: total bigint
select count(*)
from assistant_question question
where question.team_space_id = $1 and question.member_id = $2
      and ($3::bigint is null or coalesce(question.thread_id, question.id) = $3)
