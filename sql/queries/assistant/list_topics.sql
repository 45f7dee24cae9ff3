-- What was asked within 30 days that no policy answers, by topic, the most frequent first. Topics that fewer than the
-- team space's k_text members asked about are not there, so that nobody can tell who did.
--
-- kind: read
-- process: nginx
-- plan: assistant_question_by_time
-- param: team_space_id bigint
-- column: topic text
-- column: questions bigint
-- column: members bigint
select question_topic(question.question) as topic, count(*) as questions, count(distinct question.member_id) as members
from assistant_question question
join team_space on team_space.id = $1
where question.team_space_id = $1 and question.created_at > now() - interval '30 days' and question.outcome = 'not_found'
group by 1, team_space.k_text
having count(distinct question.member_id) >= team_space.k_text
order by 2 desc, 1
