-- What may be said about groups of people without saying anything about a person (reference: 3.6). A feature states who
-- answered what (release_unit) and who belongs to which group; gracy.decide_release says which cells come out. What it
-- decided stands for ever, and is all that readers see. Why the whole of it gives nobody away is argued in
-- sql/functions/privacy/README.md and attacked by tests/sql/test_privacy_attack.py.

-- One cell for each group, period and subject, released or not. A cell that is not released has a reason and no number.
create table gracy.released_cell (
    team_space_id bigint not null references gracy.team_space (id),
    id bigint generated always as identity,
    -- What was asked: "check_ins", "survey_wave:12:3", ...
    subject text not null check (subject ~ '^[a-z_]+(:[0-9]+)*$'),
    grain text not null check (grain in ('week', 'month', 'once')),
    period_start date not null,
    group_kind text not null check (group_kind ~ '^[a-z_]+$'),
    -- 0: the whole team space.
    group_id bigint not null,
    -- The threshold as it was then.
    k int not null check (k >= 5),
    reason text check (reason in ('too_few', 'complementary', 'changed_by_few', 'consistent', 'no_weeks')),
    released bool not null generated always as (reason is null) stored,
    -- To 0.1; percent in steps of 5, as "at least"; so many members or more.
    mean float8,
    participation int,
    members_from int,
    details jsonb,
    decided_at timestamptz not null default now(),
    primary key (team_space_id, id),
    check ((reason is null) = (mean is not null)),
    check (reason is null or (participation is null and members_from is null and details is null))
);
create unique index released_cell_by_group
    on gracy.released_cell (team_space_id, subject, grain, group_kind, group_id, period_start desc);
alter table gracy.released_cell enable row level security;
create policy application on gracy.released_cell to gracy_app using (true) with check (true);
create policy reporting on gracy.released_cell for select to gracy_report
    using (team_space_id = gracy.current_team_space());
-- What was published cannot be taken back, only misrepresented: nothing updates or deletes.
grant select, insert on gracy.released_cell to gracy_app;
grant select on gracy.released_cell to gracy_report;

-- Periods that are decided: a period is decided once, however often the job runs.
create table gracy.release_run (
    team_space_id bigint not null references gracy.team_space (id),
    subject text not null,
    grain text not null,
    period_start date not null,
    decided_at timestamptz not null default now(),
    primary key (team_space_id, subject, grain, period_start)
);
alter table gracy.release_run enable row level security;
create policy application on gracy.release_run to gracy_app using (true) with check (true);
grant select, insert on gracy.release_run to gracy_app;

-- Owner-only: how what is published divides people. Two answers are in the same part when the same published cells
-- contain them; who answered what is not here. A unit is a member (or, where nobody may know the member, a response); a
-- slice is what it answered at one time. Kept until no later cell can overlap the slice.
create sequence gracy.release_part_id;
grant usage on sequence gracy.release_part_id to gracy_app;
create table gracy.release_part (
    team_space_id bigint not null references gracy.team_space (id),
    subject text not null,
    unit_id bigint not null,
    slice date not null,
    part_id bigint not null,
    -- How many answers were counted; 0 for somebody who could have answered.
    answers int not null,
    -- Somebody was told that the answers of a group in it are alike: it is not divided any further.
    sealed bool not null default false,
    primary key (team_space_id, subject, unit_id, slice)
);
create index release_part_by_slice on gracy.release_part (team_space_id, subject, slice);
select gracy.protect_table('release_part', false);

-- Owner-only: who stood behind each group's last released cell, for the rule about differences over time.
create table gracy.release_contributors (
    team_space_id bigint not null references gracy.team_space (id),
    subject text not null,
    grain text not null,
    group_kind text not null,
    group_id bigint not null,
    units bigint[] not null,
    released_at timestamptz not null default now(),
    primary key (team_space_id, subject, grain, group_kind, group_id)
);
create index release_contributors_by_time on gracy.release_contributors (team_space_id, released_at);
select gracy.protect_table('release_contributors', false);

-- The three tables that a feature fills between begin_release and decide_release, in one transaction that also empties
-- them: nobody else ever sees a row.
create unlogged table gracy.release_unit (
    team_space_id bigint not null references gracy.team_space (id),
    subject text not null,
    unit_id bigint not null,
    slice date not null,
    -- 0: could have answered and did not.
    answers int not null check (answers >= 0),
    total bigint not null default 0,
    lowest int,
    highest int,
    -- The rest is for decide_release. Part 0: in nothing published yet.
    part_id bigint not null default 0,
    sealed bool not null default false,
    frozen_answers int,
    -- May count in a new cell: not when what was published counted it with other answers, or when it is gone.
    fresh bool not null default true,
    check ((answers = 0) = (lowest is null) and (lowest is null) = (highest is null) and lowest <= highest),
    primary key (team_space_id, subject, unit_id, slice)
);
create index release_unit_by_part on gracy.release_unit (team_space_id, subject, part_id);
select gracy.protect_table('release_unit', false);

create unlogged table gracy.release_group (
    team_space_id bigint not null references gracy.team_space (id),
    subject text not null,
    group_kind text not null,
    group_id bigint not null,
    -- Who is decided first: lower ranks, then more contributors.
    rank int not null,
    -- Published with the mean, and only then.
    details jsonb,
    eligible int not null default 0,
    contributors int not null default 0,
    answers int not null default 0,
    total bigint not null default 0,
    lowest int,
    highest int,
    primary key (team_space_id, subject, group_kind, group_id)
);
select gracy.protect_table('release_group', false);

create unlogged table gracy.release_group_unit (
    team_space_id bigint not null references gracy.team_space (id),
    subject text not null,
    group_kind text not null,
    group_id bigint not null,
    unit_id bigint not null,
    primary key (team_space_id, subject, group_kind, group_id, unit_id)
);
select gracy.protect_table('release_group_unit', false);
