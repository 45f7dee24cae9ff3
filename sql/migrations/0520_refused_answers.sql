-- What models have written that nobody was shown, for whoever runs them: as long as the question is kept.
create table gracy.assistant_refusal (
    team_space_id bigint not null,
    question_id bigint not null,
    refused_at timestamptz not null default now(),
    -- As a model read it: without personal data.
    question text not null,
    -- [{"output": ..., "reasons": [...]}, ...], the first one first.
    answers json not null,
    primary key (team_space_id, question_id),
    foreign key (team_space_id, question_id) references gracy.assistant_question (team_space_id, id) on delete cascade
);
create index assistant_refusal_by_time on gracy.assistant_refusal (refused_at);
select gracy.protect_table('assistant_refusal', false);
