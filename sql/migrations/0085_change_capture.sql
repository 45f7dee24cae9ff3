-- Change data capture: facts of HR that other programs may read, for a copy of them in MongoDB.
--
-- A trigger writes what a row says now into the outbox, in the transaction of the change; the worker's relay takes it
-- away when the copy has it. Nothing is written until a relay has turned capture on.
--
-- Marked for it is what everybody of a team space may see: who there is, departments, values, and public kudos. Never
-- moods, answers, birthdays, addresses, or kudos that are private, anonymous or taken back.
create table gracy.change_capture (
    entity text primary key check (entity in ('member', 'department', 'company_value', 'kudos')),
    -- Null: nobody relays, and changes leave no trace.
    since timestamptz,
    -- Versions from here on are of this capture; what the copy has from before it, and was not told again, is gone.
    first_version bigint,
    -- The last row of before the capture that was told, and whether all were.
    told_team_space_id bigint not null default 0,
    told_id bigint not null default 0,
    complete bool not null default false
);
insert into gracy.change_capture (entity) values ('member'), ('department'), ('company_value'), ('kudos');
grant select, update on gracy.change_capture to gracy_app;

create table gracy.change_outbox (
    team_space_id bigint not null references gracy.team_space (id),
    -- The version, too: taken while the changed row is locked, so that of two changes of one thing the later one has the
    -- higher number, whichever transaction began first.
    id bigint generated always as identity,
    entity text not null check (entity in ('member', 'department', 'company_value', 'kudos')),
    entity_id bigint not null,
    -- Null: it is gone, or not for everybody any more.
    document jsonb,
    changed_at timestamptz not null default now(),
    -- Why the copy will never take it. Kept for an operator to read.
    refused text,
    primary key (team_space_id, id)
);
create index change_outbox_waiting on gracy.change_outbox (id) where refused is null;
create index change_outbox_refused on gracy.change_outbox (changed_at) where refused is not null;
select gracy.protect_table('change_outbox', false);
grant usage on sequence gracy.change_outbox_id_seq to gracy_app;

create function gracy.capture_row() returns trigger
    language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        perform gracy.capture_change(old.team_space_id, tg_argv[0], old.id);
    else
        perform gracy.capture_change(new.team_space_id, tg_argv[0], new.id);
    end if;
    return null;
end
$$;

create trigger member_captured after insert or delete on gracy.member
    for each row execute function gracy.capture_row('member');
create trigger member_change_captured after update on gracy.member for each row
    when ((old.name, old.name_en, old.title, old.department_id, old.manager_id, old.status, old.hired_on, old.left_on)
          is distinct from
          (new.name, new.name_en, new.title, new.department_id, new.manager_id, new.status, new.hired_on, new.left_on))
    execute function gracy.capture_row('member');
create trigger department_captured after insert or update or delete on gracy.department
    for each row execute function gracy.capture_row('department');
create trigger company_value_captured after insert or update or delete on gracy.company_value
    for each row execute function gracy.capture_row('company_value');
create trigger kudos_captured after update or delete on gracy.kudos
    for each row execute function gracy.capture_row('kudos');

-- New kudos are whole when their recipients are there.
create function gracy.capture_given_kudos() returns trigger
    language plpgsql as $$
declare
    v_given record;
begin
    for v_given in select distinct team_space_id, kudos_id from new_rows loop
        perform gracy.capture_change(v_given.team_space_id, 'kudos', v_given.kudos_id);
    end loop;
    return null;
end
$$;
create trigger kudos_given_captured after insert on gracy.kudos_recipient referencing new table as new_rows
    for each statement execute function gracy.capture_given_kudos();

-- What there is to tell when capture begins.
create view gracy.captured with (security_invoker = true) as
select 'member' as entity, member.team_space_id, member.id from gracy.member
union all
select 'department', department.team_space_id, department.id from gracy.department
union all
select 'company_value', value.team_space_id, value.id from gracy.company_value value
union all
select 'kudos', kudos.team_space_id, kudos.id from gracy.kudos
where kudos.visibility = 'public' and kudos.voided_at is null;
grant select on gracy.captured to gracy_app;
