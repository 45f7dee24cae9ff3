-- Periods that are to be rolled up anew because a gift of theirs was taken back. A row of its own for each time: whoever takes
-- a gift back waits neither for the worker, which holds the period for as long as a step takes, nor for one another.
create table gracy.analytics_reopening (
    team_space_id bigint not null references gracy.team_space (id),
    id bigint generated always as identity,
    grain text not null check (grain in ('week', 'month')),
    period_start date not null,
    primary key (team_space_id, id)
);
select gracy.protect_table('analytics_reopening', false);
