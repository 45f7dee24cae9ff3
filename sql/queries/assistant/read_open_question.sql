-- A question that is not answered yet, and as whom things may be looked up for it: `scopes` are those of the session or
-- token that asked; null: all that every member has. `is_here`: the member has not left meanwhile. `is_overheard`: others read the answer, in a channel.
-- `thread_id`: the question that its conversation began with, when it is another one. `own_hosts`: links to them may be shown.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: assistant_question_pkey team_space_pkey member_pkey assistant_slack_question_pkey
-- param: team_space_id bigint
-- param: id bigint
-- column: question text
-- column: language text
-- column: member_id bigint
-- column: is_here bool
-- column: scopes bigint?
-- column: is_overheard bool
-- column: today date
-- column: thread_id bigint?
-- column: own_hosts text[]
select question.question, question.language, question.member_id, member.status in ('active', 'on_leave'),
       question.scopes, coalesce(place.channel ~ '^[CG]', false),
       (now() at time zone team_space.tz)::date,
       question.thread_id, team_space.own_hosts
from assistant_question question
join team_space on team_space.id = $1
join member on member.team_space_id = $1 and member.id = question.member_id
left join assistant_slack_question place on place.team_space_id = $1 and place.question_id = question.id
where question.team_space_id = $1 and question.id = $2 and question.state = 'queued'
