-- The worker's queue and its clock.
create table gracy.job (
    id bigint generated always as identity primary key,
    kind text not null,
    lane text not null,
    payload json not null,
    state text not null default 'queued' check (state in ('queued', 'running', 'done', 'dead')),
    -- Not to be taken before: of a queued job when it is due, of a running one when its lease ends.
    available_at timestamptz not null,
    attempts int not null default 0,
    max_attempts int not null check (max_attempts > 0),
    -- A second job of the same kind and key is not accepted while this row is kept.
    dedupe_key text,
    worker text,
    last_error text,
    created_at timestamptz not null default now(),
    finished_at timestamptz
) with (fillfactor = 80);
create index job_open on gracy.job (lane, available_at, id) where state in ('queued', 'running');
create unique index job_dedupe on gracy.job (kind, dedupe_key) where dedupe_key is not null;
create index job_dead on gracy.job (id) where state = 'dead';
create index job_by_end on gracy.job (finished_at) where state = 'done';

-- A slot of a schedule, written before it fires. team_space_id 0: not of a team space.
create table gracy.cron_run (
    name text not null,
    team_space_id bigint not null,
    fire_at timestamptz not null,
    claimed_at timestamptz not null default now(),
    primary key (name, team_space_id, fire_at)
);
create index cron_run_by_age on gracy.cron_run (claimed_at);

grant select, insert, update, delete on gracy.job, gracy.cron_run to gracy_app;
