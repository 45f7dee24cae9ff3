-- What the directory is read by: teams' members by name, newcomers first; and what a department and a birthday must be.

-- A member list of a team is ordered by name without a sort, however large the team: the membership carries the name, as
-- the member carries the department's (0009). Not by a foreign key over (id, name): its index would be one more way to a
-- member that every other statement could take.
alter table gracy.team_member add column member_name text collate "C";

create function gracy.take_member_name() returns trigger
    language plpgsql as $$
begin
    -- Waits for a rename that is under way; one that comes later finds this row.
    select member.name into new.member_name
    from gracy.member
    where member.team_space_id = new.team_space_id and member.id = new.member_id
    for share;
    return new;
end
$$;
create trigger team_member_name before insert or update of team_space_id, member_id, member_name
    on gracy.team_member for each row execute function gracy.take_member_name();

create function gracy.give_member_name() returns trigger
    language plpgsql as $$
begin
    update gracy.team_member set member_name = new.name
    where team_member.team_space_id = new.team_space_id and team_member.member_id = new.id;
    return null;
end
$$;
create trigger member_renamed after update on gracy.member
    for each row when (new.name <> old.name) execute function gracy.give_member_name();

update gracy.team_member set member_name = null;
alter table gracy.team_member alter column member_name set not null;
create index team_member_by_name on gracy.team_member (team_space_id, team_id, member_name, member_id) include (role);

-- Newest first, those without a date last, people of one day by name: one ascending order, so that a cursor is one
-- comparison of rows.
create function gracy.hire_rank(hired_on date) returns bigint
    language sql immutable parallel safe
    return coalesce(date '0001-01-01' - hired_on, 1)::bigint;
create index member_by_hire on gracy.member (team_space_id, gracy.hire_rank(hired_on), name, id);

-- A name means one department among its neighbours; an import finds departments by it.
create unique index department_by_name on gracy.department (team_space_id, parent_id, name) nulls not distinct;

-- A day that a year may have; a month of the lunar calendar has 29 or 30.
alter table gracy.member
    add constraint member_birthday_exists check (
        birth_day is null
        or birth_day <= case when birth_lunar then 30 when birth_month = 2 then 29
                             when birth_month in (4, 6, 9, 11) then 30 else 31 end),
    add constraint member_birth_year_has_day check (birth_year is null or birth_day is not null);
