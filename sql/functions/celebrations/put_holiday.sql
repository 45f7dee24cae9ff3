-- Makes a day a holiday, or changes the one that it is. Outcomes: created, ok, version_mismatch (also for a version of a
-- holiday that is not there).
create or replace function gracy.put_holiday(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_on_date date,
    p_version int,
    p_name text,
    p_name_en text,
    p_substitute bool,
    p_request_id text,
    out outcome text,
    out version int)
language plpgsql as $$
declare
    v_before gracy.holiday;
    v_after gracy.holiday;
begin
    select * into v_before from gracy.holiday
    where holiday.team_space_id = p_team_space_id and holiday.on_date = p_on_date for no key update;
    if p_version <> 0 and p_version is distinct from v_before.version then
        outcome := 'version_mismatch';
        return;
    end if;
    -- Two who make it at once: the second changes what the first made.
    insert into gracy.holiday as made (team_space_id, on_date, name, name_en, substitute)
    values (p_team_space_id, p_on_date, p_name, p_name_en, p_substitute)
    on conflict (team_space_id, on_date) do update
    set name = excluded.name, name_en = excluded.name_en, substitute = excluded.substitute
    returning * into v_after;
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'holiday.put', 'holiday', p_on_date::text, p_request_id,
                             gracy.changed_fields(to_jsonb(v_before), to_jsonb(v_after)));
    outcome := case when v_before.version is null then 'created' else 'ok' end;
    version := v_after.version;
end
$$;
