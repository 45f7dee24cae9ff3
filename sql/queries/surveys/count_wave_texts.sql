-- How many texts are shown of what was written in answer to a question.
--
-- kind: read
-- process: nginx
-- plan: wave_text_pkey
-- param: team_space_id bigint
-- param: wave_id bigint
-- param: question_no int
-- column: total bigint
select count(*)
from wave_text shown
where shown.team_space_id = $1 and shown.wave_id = $2 and shown.question_no = $3::int
