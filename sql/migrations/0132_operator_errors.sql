-- What went wrong in workers and waits to be told to the operator. A summary has no value in it: whatever varies (names,
-- numbers, quoted text) was taken out before it came here.
create table gracy.operator_error (
    -- SHA-256 of the summary.
    fingerprint bytea primary key check (octet_length(fingerprint) = 32),
    summary text not null check (char_length(summary) <= 400),
    -- How often, since it was told last.
    waiting bigint not null check (waiting > 0),
    first_at timestamptz not null default now(),
    last_at timestamptz not null default now()
);
create index operator_error_by_age on gracy.operator_error (first_at, fingerprint);

-- One row: when the next report may go, and how often something went wrong for which there was no room.
create table gracy.operator_report (
    one bool primary key default true check (one),
    next_at timestamptz not null default '-infinity',
    left_out bigint not null default 0
);
insert into gracy.operator_report default values;

-- Of a dead job: whether the operator is told of it. What has died before there was somebody to tell is old news.
alter table gracy.job add reported bool not null default false;
update gracy.job set reported = true where state = 'dead';
create index job_unreported on gracy.job (id) where state = 'dead' and not reported;

grant select, insert, update, delete on gracy.operator_error, gracy.operator_report to gracy_app;
