-- What administrators see of questions that no policy answers.

-- What it is about (question_topic), since it turned out that no policy answers it; null for those that are older than this.
alter table gracy.assistant_question add topic text;

create index assistant_question_unanswered on gracy.assistant_question (team_space_id, created_at) where outcome = 'not_found';
