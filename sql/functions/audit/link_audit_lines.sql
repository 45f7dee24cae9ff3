-- Chains up to p_limit lines that wait, of all team spaces; returns how many. One worker at a time: who comes second
-- finds the lock taken and nothing to do.
create or replace function gracy.link_audit_lines(p_limit int) returns int
    language plpgsql as $$
declare
    v_line gracy.audit_log;
    v_team_space_id bigint;
    v_position bigint;
    v_hash bytea;
    v_count int := 0;
begin
    if not pg_try_advisory_xact_lock(hashtextextended('gracy.audit_link', 0)) then
        return 0;
    end if;
    for v_line in
        select line.*
        from gracy.audit_unlinked waiting
        join gracy.audit_log line on line.team_space_id = waiting.team_space_id and line.id = waiting.audit_id
        order by waiting.team_space_id, waiting.audit_id
        limit p_limit
    loop
        if v_line.team_space_id is distinct from v_team_space_id then
            v_team_space_id := v_line.team_space_id;
            v_position := 0;
            v_hash := '';
            select link.position, link.hash into v_position, v_hash
            from gracy.audit_link link
            where link.team_space_id = v_team_space_id
            order by link.position desc
            limit 1;
        end if;
        v_position := coalesce(v_position, 0) + 1;
        v_hash := sha256(coalesce(v_hash, '') || gracy.audit_line(v_line));
        insert into gracy.audit_link (team_space_id, position, audit_id, hash)
        values (v_team_space_id, v_position, v_line.id, v_hash);
        delete from gracy.audit_unlinked waiting
        where waiting.team_space_id = v_team_space_id and waiting.audit_id = v_line.id;
        v_count := v_count + 1;
    end loop;
    return v_count;
end
$$;
