-- A report that comes, leaves, comes back or goes to another manager makes somebody a manager, or ends that: all of these
-- are told, not only the last.
create or replace function gracy.note_manager_change() returns trigger
    language plpgsql security definer set search_path = pg_catalog as $$
begin
    if tg_op in ('DELETE', 'UPDATE') and old.manager_id is not null then
        insert into gracy.access_change (kind, team_space_id, member_id)
        values ('member', old.team_space_id, old.manager_id);
    end if;
    if tg_op = 'INSERT' or tg_op = 'UPDATE' and new.manager_id is distinct from old.manager_id then
        insert into gracy.access_change (kind, team_space_id, member_id)
        select 'member', new.team_space_id, new.manager_id
        where new.manager_id is not null;
    end if;
    return null;
end
$$;
drop trigger member_manager_changed on gracy.member;
create constraint trigger member_manager_changed after update on gracy.member
    deferrable initially deferred for each row
    when (new.manager_id is distinct from old.manager_id or (new.status = 'left') <> (old.status = 'left'))
    execute function gracy.note_manager_change();
create constraint trigger report_added after insert on gracy.member
    deferrable initially deferred for each row when (new.manager_id is not null and new.status <> 'left')
    execute function gracy.note_manager_change();
create constraint trigger report_deleted after delete on gracy.member
    deferrable initially deferred for each row when (old.manager_id is not null and old.status <> 'left')
    execute function gracy.note_manager_change();
