-- What was asked and done on each day of the last 30, what came of it, whether it helped and what it cost, the latest
-- day first; days without a question, a task or a call of a model are not there. `refused`: calls of models for which the
-- budget had nothing left. `tasks_cost`: of whatever is no question; feeling cards and digests too. A day pays for what
-- began on it. `budget`: what it had when it was last drawn on.
--
-- kind: read
-- process: nginx
-- plan: assistant_question_by_time assistant_task_by_time
-- param: team_space_id bigint
-- column: on date
-- column: asked bigint
-- column: members bigint
-- column: open bigint
-- column: answered bigint
-- column: passages bigint
-- column: not_found bigint
-- column: declined bigint
-- column: unverified bigint
-- column: unavailable bigint
-- column: over_budget bigint
-- column: stopped bigint
-- column: helpful bigint
-- column: not_helpful bigint
-- column: tasks bigint
-- column: tasks_failed bigint
-- column: calls bigint
-- column: refused bigint
-- column: cost bigint
-- column: tasks_cost bigint
-- column: budget bigint?
with asked as (
    select (question.created_at at time zone team_space.tz)::date as "on", count(*) as asked,
           count(distinct question.member_id) as members,
           count(*) filter (where question.state = 'queued') as open,
           count(*) filter (where question.outcome = 'answered') as answered,
           count(*) filter (where question.outcome = 'passages') as passages,
           count(*) filter (where question.outcome = 'not_found') as not_found,
           count(*) filter (where question.reason = 'declined') as declined,
           count(*) filter (where question.reason = 'unverified') as unverified,
           count(*) filter (where question.reason in ('unavailable', 'no_model')) as unavailable,
           count(*) filter (where question.reason = 'budget') as over_budget,
           count(*) filter (where question.outcome = 'stopped') as stopped,
           sum(opinion.helpful)::bigint as helpful, sum(opinion.not_helpful)::bigint as not_helpful
    from assistant_question question
    join team_space on team_space.id = $1
    cross join lateral (
        select count(*) filter (where feedback.helpful) as helpful, count(*) filter (where not feedback.helpful) as not_helpful
        from assistant_feedback feedback
        where feedback.team_space_id = $1 and feedback.question_id = question.id) as opinion
    where question.team_space_id = $1 and question.created_at > now() - interval '30 days'
    group by 1
), done as (
    select (task.created_at at time zone team_space.tz)::date as "on", count(*) as tasks,
           count(*) filter (where task.state = 'failed') as failed
    from assistant_task task
    join team_space on team_space.id = $1
    where task.team_space_id = $1 and task.created_at > now() - interval '30 days'
    group by 1
), day as (
    select "on" from asked union select "on" from done union
    select budget.on_date
    from assistant_budget budget
    join team_space on team_space.id = $1
    where budget.team_space_id = $1 and budget.on_date >= ((now() - interval '30 days') at time zone team_space.tz)::date
)
select day."on", coalesce(asked.asked, 0), coalesce(asked.members, 0), coalesce(asked.open, 0), coalesce(asked.answered, 0),
       coalesce(asked.passages, 0), coalesce(asked.not_found, 0), coalesce(asked.declined, 0), coalesce(asked.unverified, 0),
       coalesce(asked.unavailable, 0), coalesce(asked.over_budget, 0), coalesce(asked.stopped, 0),
       coalesce(asked.helpful, 0), coalesce(asked.not_helpful, 0), coalesce(done.tasks, 0), coalesce(done.failed, 0),
       coalesce(budget.calls, 0), coalesce(budget.refused, 0),
       coalesce(budget.used, 0) - coalesce(of_kinds.used, 0), coalesce(of_kinds.used, 0),
       budget.cap
from day
left join asked on asked."on" = day."on"
left join done on done."on" = day."on"
left join assistant_budget budget on budget.team_space_id = $1 and budget.on_date = day."on"
left join lateral (
    select sum(kind.used)::bigint as used
    from assistant_kind_budget kind
    where kind.team_space_id = $1 and kind.on_date = day."on") as of_kinds on true
order by day."on" desc
