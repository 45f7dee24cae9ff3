-- When a member does not want to hear from Gracy, as far as it is not 21:00 to 08:00 by their own clock.
create table gracy.quiet_hours (
    team_space_id bigint not null,
    member_id bigint not null,
    -- By the member's clock; over midnight when the end comes first. Null: as for everybody.
    quiet_from time,
    quiet_until time,
    -- Gracy says nothing by herself before then.
    paused_until timestamptz,
    updated_at timestamptz not null default now(),
    primary key (team_space_id, member_id),
    foreign key (team_space_id, member_id) references gracy.member (team_space_id, id) on delete cascade,
    check ((quiet_from is null) = (quiet_until is null)),
    check (quiet_from <> quiet_until)
);
select gracy.protect_table('quiet_hours', false);

-- It tells more now.
drop function if exists gracy.read_home(text, text, text, int);
