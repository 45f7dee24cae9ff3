-- The last questions of a conversation before one, with what was answered, the latest first; what was stopped is left out.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: assistant_question_pkey assistant_question_by_thread
-- param: team_space_id bigint
-- param: id bigint
-- param: thread_id bigint
-- param: most int
-- column: question text
-- column: answer text?
select earlier.question, earlier.answer::text
from (select first.id, first.question, first.answer, first.outcome
      from assistant_question first
      where first.team_space_id = $1 and first.id = $3
      union all
      select later.id, later.question, later.answer, later.outcome
      from assistant_question later
      where later.team_space_id = $1 and later.thread_id = $3 and later.id < $2) as earlier
where earlier.outcome is distinct from 'stopped'
order by earlier.id desc
limit $4
