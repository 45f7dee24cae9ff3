-- Birthdays, anniversaries, hundredth days and welcomes.

create table gracy.celebration_settings (
    team_space_id bigint not null primary key references gracy.team_space (id) on delete cascade,
    birthdays bool not null default true,
    -- Of years.
    anniversaries bool not null default true,
    -- The hundredth day.
    milestones bool not null default true,
    welcomes bool not null default true,
    -- When it is told, on the team space's clock.
    post_at time not null default '09:30',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    version int not null default 1
);
create trigger celebration_settings_version before update on gracy.celebration_settings
    for each row execute function gracy.count_version();
select gracy.protect_table('celebration_settings', true);

create function gracy.make_celebration_settings() returns trigger
    language plpgsql as $$
begin
    insert into gracy.celebration_settings (team_space_id) values (new.id);
    return null;
end
$$;
create trigger celebration_settings_made after insert on gracy.team_space
    for each row execute function gracy.make_celebration_settings();
insert into gracy.celebration_settings (team_space_id) select id from gracy.team_space;

-- What there is to celebrate, made two months ahead (gracy.plan_celebrations). Who wants none has none planned; readers
-- look again at what the member wants now, so a row alone says nothing.
create table gracy.celebration_occurrence (
    team_space_id bigint not null,
    member_id bigint not null,
    kind text not null check (kind in ('birthday', 'anniversary', 'hundred_days', 'welcome')),
    on_date date not null,
    -- The business day on which it is told.
    post_on date not null,
    -- Of an anniversary.
    years smallint check ((years is not null) = (kind = 'anniversary') and years > 0),
    state text not null default 'planned' check (state in ('planned', 'posted')),
    posted_at timestamptz check ((posted_at is not null) = (state = 'posted')),
    created_at timestamptz not null default now(),
    primary key (team_space_id, member_id, kind, on_date),
    foreign key (team_space_id, member_id) references gracy.member (team_space_id, id) on delete cascade
);
create index celebration_occurrence_by_date on gracy.celebration_occurrence (team_space_id, on_date, member_id, kind);
create index celebration_occurrence_to_post on gracy.celebration_occurrence (team_space_id, post_on)
    where state = 'planned';
-- Not reported: it has the birthdays of who keeps theirs to themselves once they stop telling.
select gracy.protect_table('celebration_occurrence', false);

-- What is planned follows what it was planned from, in the same transaction and whoever changes it.
create function gracy.replan_members() returns trigger
    language plpgsql as $$
declare
    v_changed record;
begin
    for v_changed in select team_space_id, array_agg(id) as ids from new_rows group by team_space_id loop
        perform gracy.plan_celebrations(v_changed.team_space_id, v_changed.ids);
    end loop;
    return null;
end
$$;
create trigger member_celebrations_made after insert on gracy.member referencing new table as new_rows
    for each statement execute function gracy.replan_members();

create function gracy.replan_changed_members() returns trigger
    language plpgsql as $$
declare
    v_changed record;
begin
    for v_changed in
        select new_rows.team_space_id, array_agg(new_rows.id) as ids
        from new_rows
        join old_rows on old_rows.team_space_id = new_rows.team_space_id and old_rows.id = new_rows.id
        where (new_rows.status, new_rows.hired_on, new_rows.birth_month, new_rows.birth_day, new_rows.birth_lunar,
               new_rows.celebrates_birthday, new_rows.celebrates_anniversary)
              is distinct from
              (old_rows.status, old_rows.hired_on, old_rows.birth_month, old_rows.birth_day, old_rows.birth_lunar,
               old_rows.celebrates_birthday, old_rows.celebrates_anniversary)
        group by new_rows.team_space_id
    loop
        perform gracy.plan_celebrations(v_changed.team_space_id, v_changed.ids);
    end loop;
    return null;
end
$$;
create trigger member_celebrations_changed after update on gracy.member
    referencing old table as old_rows new table as new_rows
    for each statement execute function gracy.replan_changed_members();

create function gracy.replan_days() returns trigger
    language plpgsql as $$
declare
    v_changed record;
begin
    if tg_op = 'DELETE' then
        for v_changed in select team_space_id, min(on_date) as first from old_rows group by team_space_id loop
            perform gracy.move_celebrations(v_changed.team_space_id, v_changed.first);
            perform gracy.move_coffee_programs(v_changed.team_space_id);
        end loop;
    else
        for v_changed in select team_space_id, min(on_date) as first from new_rows group by team_space_id loop
            perform gracy.move_celebrations(v_changed.team_space_id, v_changed.first);
            perform gracy.move_coffee_programs(v_changed.team_space_id);
        end loop;
    end if;
    return null;
end
$$;
-- Nobody changes a holiday's date: it is deleted, and another added.
create trigger holidays_added after insert on gracy.holiday referencing new table as new_rows
    for each statement execute function gracy.replan_days();
create trigger holidays_deleted after delete on gracy.holiday referencing old table as old_rows
    for each statement execute function gracy.replan_days();
