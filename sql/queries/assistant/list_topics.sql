-- What was asked that no policy answers in the last three weeks that are over where the team space is, by topic, the most
-- frequent first. So that nobody can tell who asked: topics that fewer than the team space's k_text members asked about
-- are not there, whole weeks only, so that no question shows when it comes, and numbers are rounded down to fives. Three
-- weeks, because questions are kept for 30 days.
--
-- kind: read
-- process: nginx
-- plan: assistant_question_unanswered
-- param: team_space_id bigint
-- column: topic text
-- column: questions bigint
-- column: members bigint
select coalesce(question.topic, question_topic(question.question)) as topic, count(*) / 5 * 5 as questions,
       count(distinct question.member_id) / 5 * 5 as members
from team_space
cross join lateral (select date_trunc('week', now() at time zone team_space.tz) as monday) as this_week
join assistant_question question
     on question.team_space_id = $1 and question.outcome = 'not_found'
        and question.created_at >= (this_week.monday - interval '21 days') at time zone team_space.tz
        and question.created_at < this_week.monday at time zone team_space.tz
where team_space.id = $1
group by 1, team_space.k_text
having count(distinct question.member_id) >= team_space.k_text
order by 2 desc, 1
