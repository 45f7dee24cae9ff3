-- How many questions a member has asked, of those that are kept.
--
-- kind: read
-- process: nginx
-- plan: assistant_question_by_member
-- param: team_space_id bigint
-- param: member_id bigint
-- column: total bigint
select count(*)
from assistant_question question
where question.team_space_id = $1 and question.member_id = $2
