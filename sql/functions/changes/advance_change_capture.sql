-- For a relay that has nothing to do: turns capture on where it is off, or tells p_limit rows more of each kind that were
-- there before. How many it told, and 1 for turning it on; 0: everything that was there has been told.
create or replace function gracy.advance_change_capture(p_limit int) returns int
    language plpgsql as $$
declare
    v_capture gracy.change_capture;
    v_row record;
    v_page int;
    v_told int := 0;
begin
    if exists (select from gracy.change_capture capture where capture.since is null) then
        -- Whoever is writing now may have looked and found capture off: they end before it is on, and nobody waits for
        -- long, not even for us.
        perform set_config('lock_timeout', '1s', true);
        lock table gracy.member, gracy.department, gracy.company_value, gracy.kudos, gracy.kudos_recipient in share mode;
        update gracy.change_capture capture
        set since = now(), first_version = nextval(pg_get_serial_sequence('gracy.change_outbox', 'id')),
            told_team_space_id = 0, told_id = 0, complete = false
        where capture.since is null;
        -- Everybody who writes waits for the end of this.
        return 1;
    end if;
    for v_capture in
        select capture.* from gracy.change_capture capture where not capture.complete order by capture.entity for update
    loop
        v_page := 0;
        for v_row in
            select thing.team_space_id, thing.id
            from gracy.captured_after(v_capture.entity, v_capture.told_team_space_id, v_capture.told_id, p_limit) as thing
        loop
            perform gracy.capture_change(v_row.team_space_id, v_capture.entity, v_row.id);
            v_capture.told_team_space_id := v_row.team_space_id;
            v_capture.told_id := v_row.id;
            v_page := v_page + 1;
        end loop;
        update gracy.change_capture capture
        set told_team_space_id = v_capture.told_team_space_id, told_id = v_capture.told_id, complete = v_page < p_limit
        where capture.entity = v_capture.entity;
        v_told := v_told + v_page;
    end loop;
    return v_told;
end
$$;
