-- Walks one team space's chain from its beginning. `broken_at` is the first line whose link does not follow from what
-- stands there: a line was changed, taken out or put in. Null: the chain holds. `head` is the last link's hash: kept
-- elsewhere, it proves later that nothing was cut off the end (it must still be among the hashes).
create or replace function gracy.verify_audit_log(
    p_team_space_id bigint,
    out lines bigint,
    out waiting bigint,
    out broken_at bigint,
    out head bytea)
language plpgsql stable as $$
declare
    v_link record;
    v_hash bytea := '';
begin
    lines := 0;
    for v_link in
        select link.position, link.audit_id, link.hash, line as line, line.id is null as missing
        from gracy.audit_link link
        left join gracy.audit_log line on line.team_space_id = link.team_space_id and line.id = link.audit_id
        where link.team_space_id = p_team_space_id
        order by link.position
    loop
        lines := lines + 1;
        if v_link.missing or v_link.position <> lines then
            broken_at := v_link.audit_id;
            exit;
        end if;
        v_hash := sha256(v_hash || gracy.audit_line(v_link.line));
        if v_hash <> v_link.hash then
            broken_at := v_link.audit_id;
            exit;
        end if;
        head := v_link.hash;
    end loop;
    -- A line without a link that does not wait for one was put in behind our back.
    if broken_at is null then
        select min(line.id) into broken_at
        from gracy.audit_log line
        where line.team_space_id = p_team_space_id
              and not exists (select from gracy.audit_link link
                              where link.team_space_id = p_team_space_id and link.audit_id = line.id)
              and not exists (select from gracy.audit_unlinked unlinked
                              where unlinked.team_space_id = p_team_space_id and unlinked.audit_id = line.id);
    end if;
    select count(*) into waiting
    from gracy.audit_unlinked unlinked
    where unlinked.team_space_id = p_team_space_id;
end
$$;
