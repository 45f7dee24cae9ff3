-- What shows that somebody has used a team space: tables that hold more of it than its beginning and the operator have put there.
-- A line of the audit log that has an actor is such a thing: each login leaves one. Empty: nobody has.
create or replace function gracy.team_space_obstacles(p_team_space_id bigint) returns text[]
    language plpgsql stable as $$
declare
    v_table record;
    v_used bool;
    v_obstacles text[] := '{}';
begin
    for v_table in
        select class.oid::regclass as name, class.relname
        from pg_catalog.pg_class class
        join pg_catalog.pg_attribute attribute
             on attribute.attrelid = class.oid and attribute.attname = 'team_space_id' and not attribute.attisdropped
        where class.relnamespace = 'gracy'::regnamespace and class.relkind in ('r', 'p') and not class.relispartition
              and class.relname not in ('access_change', 'audit_link', 'audit_log', 'audit_unlinked', 'celebration_settings',
                                        'change_outbox', 'member', 'member_edge', 'member_notice', 'member_password',
                                        'recognition_policy', 'role_grant')
        order by class.relname
    loop
        execute format('select exists (select from %s held where held.team_space_id = $1)', v_table.name)
        into v_used using p_team_space_id;
        if v_used then
            v_obstacles := v_obstacles || v_table.relname::text;
        end if;
    end loop;
    if exists (select from gracy.member
               where member.team_space_id = p_team_space_id
                     and not exists (select from gracy.role_grant held
                                     where held.team_space_id = p_team_space_id and held.member_id = member.id and held.role = 'owner')) then
        v_obstacles := v_obstacles || 'member'::text;
    end if;
    if exists (select from gracy.audit_log line where line.team_space_id = p_team_space_id and line.actor_id is not null) then
        v_obstacles := v_obstacles || 'audit_log'::text;
    end if;
    return v_obstacles;
end
$$;
