-- Makes a holiday a day like any other. Outcomes: ok, unknown_holiday, version_mismatch.
create or replace function gracy.delete_holiday(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_on_date date,
    p_version int,
    p_request_id text) returns text
    language plpgsql as $$
declare
    v_before gracy.holiday;
begin
    select * into v_before from gracy.holiday
    where holiday.team_space_id = p_team_space_id and holiday.on_date = p_on_date for update;
    if not found then
        return 'unknown_holiday';
    end if;
    if p_version not in (0, v_before.version) then
        return 'version_mismatch';
    end if;
    delete from gracy.holiday where holiday.team_space_id = p_team_space_id and holiday.on_date = p_on_date;
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'holiday.delete', 'holiday', p_on_date::text, p_request_id,
                             jsonb_build_object('name', jsonb_build_array(v_before.name, null)));
    return 'ok';
end
$$;
