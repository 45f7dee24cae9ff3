-- The last questions of a conversation before one, with what was answered, the latest first; what was stopped is left out. Of
-- one that is asked in a channel of Slack only what was asked in the same thread there: others read its answer.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: assistant_question_pkey assistant_question_by_thread assistant_slack_question_pkey
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
      and not exists (
          select from assistant_slack_question here
          where here.team_space_id = $1 and here.question_id = $2 and here.channel ~ '^[CG]'
                and not exists (
                    select from assistant_slack_question there
                    where there.team_space_id = $1 and there.question_id = earlier.id and there.team_id = here.team_id
                          and there.channel = here.channel and there.thread_ts = here.thread_ts))
order by earlier.id desc
limit $4
