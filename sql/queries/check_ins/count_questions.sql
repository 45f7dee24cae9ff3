-- How many members were asked how their day is in the last 24 hours, of all team spaces.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: check_in_question_by_age
-- column: asked bigint
select count(*)
from check_in_question question
where question.asked_at > now() - interval '1 day'
