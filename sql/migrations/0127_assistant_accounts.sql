-- Who pays for a question, and what administrators see of questions and tasks.

-- The day in the team space whose budget pays, since the first call of a model.
alter table gracy.assistant_question add paid_on date;

-- The days of the administrators' view.
create index assistant_task_by_time on gracy.assistant_task (team_space_id, created_at);
