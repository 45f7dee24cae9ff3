-- Questions that were asked in Slack: where the answer goes.
create table gracy.assistant_slack_question (
    team_space_id bigint not null,
    question_id bigint not null,
    team_id text not null,
    -- A conversation, or the person: Slack opens the conversation with them.
    channel text not null,
    -- The message that the answer stands beneath; null: no thread.
    thread_ts text,
    primary key (team_space_id, question_id),
    foreign key (team_space_id, question_id) references gracy.assistant_question (team_space_id, id) on delete cascade
);
select gracy.protect_table('assistant_slack_question', false);
