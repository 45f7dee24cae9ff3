-- Who was asked how their day is: at most once a day by their own clock, whatever restarts.
create table gracy.check_in_question (
    team_space_id bigint not null,
    member_id bigint not null,
    -- The last day on which they were asked.
    asked_on date not null,
    asked_at timestamptz not null default now(),
    primary key (team_space_id, member_id),
    foreign key (team_space_id, member_id) references gracy.member (team_space_id, id) on delete cascade
);
create index check_in_question_by_age on gracy.check_in_question (asked_at);
select gracy.protect_table('check_in_question', false);
