-- A member carries the name of the department (0009), and a rename reaches all who are in it. By ON UPDATE CASCADE it wrote all
-- columns of the foreign key, one of which is in the member's own key, so that nobody could refer to them until then (0562), and took them
-- in any order. Now it writes the name alone, as a member's is told to teams (0011). Nothing is looked through here (0565).
alter table gracy.member drop constraint member_department_fkey;
alter table gracy.member add constraint member_department_fkey foreign key (team_space_id, department_id)
    references gracy.department (team_space_id, id) not valid;
alter table gracy.department drop constraint department_id_name_key;

create or replace function gracy.take_department_name() returns trigger
    language plpgsql as $$
begin
    if tg_op = 'INSERT' or new.department_id is distinct from old.department_id then
        -- Waits for a rename that is under way; one that comes later finds this row. Who stays where they are does not wait: a
        -- rename comes to them.
        perform from gracy.department
        where department.team_space_id = new.team_space_id and department.id = new.department_id
        for share;
    end if;
    select department.name into new.department_name
    from gracy.department
    where department.team_space_id = new.team_space_id and department.id = new.department_id;
    return new;
end
$$;

create function gracy.give_department_name() returns trigger
    language plpgsql as $$
begin
    -- In the order in which imports take them.
    perform from gracy.member
    where member.team_space_id = new.team_space_id and member.department_id = new.id
    order by member.id
    for no key update;
    update gracy.member set department_name = new.name
    where member.team_space_id = new.team_space_id and member.department_id = new.id;
    return null;
end
$$;
create trigger department_renamed after update on gracy.department
    for each row when (new.name <> old.name) execute function gracy.give_department_name();
