-- What people think of answers: one word of each about each, which they may change.
create table gracy.assistant_feedback (
    team_space_id bigint not null,
    question_id bigint not null,
    member_id bigint not null,
    helpful bool not null,
    given_at timestamptz not null default now(),
    primary key (team_space_id, question_id, member_id),
    foreign key (team_space_id, question_id) references gracy.assistant_question (team_space_id, id) on delete cascade,
    foreign key (team_space_id, member_id) references gracy.member (team_space_id, id) on delete cascade
);
create index assistant_feedback_by_member on gracy.assistant_feedback (team_space_id, member_id);
select gracy.protect_table('assistant_feedback', false);

-- The days of the administrators' view.
create index assistant_question_by_time on gracy.assistant_question (team_space_id, created_at);
