-- Questions to which a model wrote what nobody is shown, latest first, for an operator.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: assistant_refusal_by_time
-- param: limit int
-- column: slug text
-- column: question_id bigint
-- column: refused_at timestamptz
-- column: server text?
-- column: model text?
-- column: kind_version int?
-- column: reason text?
-- column: question text
-- column: answers text
select team_space.slug, refusal.question_id, refusal.refused_at, question.server, question.model, question.kind_version, question.reason,
       refusal.question, refusal.answers::text
from (select latest.* from assistant_refusal latest order by latest.refused_at desc limit $1::int) as refusal
join assistant_question question on question.team_space_id = refusal.team_space_id and question.id = refusal.question_id
join team_space on team_space.id = refusal.team_space_id
order by refusal.refused_at desc
