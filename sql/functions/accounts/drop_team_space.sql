-- Takes a team space away that was begun by mistake: one that nobody has used yet, with its first owner and what the operator has
-- done in it. Who calls it owns the tables (gracy_owner): lines of the audit log go with nobody else's rights, and its guards come
-- back before anybody sees that they were off. Outcomes: ok, unknown_team_space, used (obstacles: what stands in the way).
create or replace function gracy.drop_team_space(p_slug text, out outcome text, out obstacles text[])
language plpgsql as $$
declare
    v_team_space_id bigint;
    v_table regclass;
begin
    obstacles := '{}';
    select team_space.id into v_team_space_id from gracy.team_space where team_space.slug = p_slug for update;
    if not found then
        outcome := 'unknown_team_space';
        return;
    end if;
    obstacles := gracy.team_space_obstacles(v_team_space_id);
    if obstacles <> '{}' then
        outcome := 'used';
        return;
    end if;
    outcome := 'ok';
    set local lock_timeout = '2s';
    alter table gracy.audit_log disable trigger audit_log_is_kept;
    alter table gracy.audit_link disable trigger audit_link_is_kept;
    foreach v_table in array array['gracy.audit_link', 'gracy.audit_unlinked', 'gracy.audit_log', 'gracy.member_password',
                                   'gracy.role_grant', 'gracy.member_edge', 'gracy.member', 'gracy.recognition_policy',
                                   'gracy.celebration_settings', 'gracy.change_outbox', 'gracy.team_space']::regclass[]
    loop
        execute format('delete from %s where %I = $1', v_table,
                       case v_table when 'gracy.team_space'::regclass then 'id' else 'team_space_id' end)
        using v_team_space_id;
    end loop;
    alter table gracy.audit_link enable trigger audit_link_is_kept;
    alter table gracy.audit_log enable trigger audit_log_is_kept;
end
$$;
