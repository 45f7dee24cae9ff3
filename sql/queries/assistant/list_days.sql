-- What was asked on each day of the last 30, what came of it and whether it helped, the latest day first; days without a
-- question are not there. `refused`: calls of models for which the budget had nothing left.
--
-- kind: read
-- process: nginx
-- plan: assistant_question_by_time
-- param: team_space_id bigint
-- column: on date
-- column: asked bigint
-- column: members bigint
-- column: open bigint
-- column: answered bigint
-- column: passages bigint
-- column: not_found bigint
-- column: helpful bigint
-- column: not_helpful bigint
-- column: refused bigint
-- column: cost bigint
with asked as (
    select (question.created_at at time zone team_space.tz)::date as "on", count(*) as asked,
           count(distinct question.member_id) as members,
           count(*) filter (where question.state = 'queued') as open,
           count(*) filter (where question.outcome = 'answered') as answered,
           count(*) filter (where question.outcome = 'passages') as passages,
           count(*) filter (where question.outcome = 'not_found') as not_found,
           sum(opinion.helpful)::bigint as helpful, sum(opinion.not_helpful)::bigint as not_helpful
    from assistant_question question
    join team_space on team_space.id = $1
    cross join lateral (
        select count(*) filter (where feedback.helpful) as helpful, count(*) filter (where not feedback.helpful) as not_helpful
        from assistant_feedback feedback
        where feedback.team_space_id = $1 and feedback.question_id = question.id) as opinion
    where question.team_space_id = $1 and question.created_at > now() - interval '30 days'
    group by 1
)
select asked."on", asked.asked, asked.members, asked.open, asked.answered, asked.passages, asked.not_found, asked.helpful,
       asked.not_helpful, coalesce(budget.refused, 0), coalesce(budget.used, 0)
from asked
left join assistant_budget budget on budget.team_space_id = $1 and budget.on_date = asked."on"
order by asked."on" desc
