-- Changes a company value, or takes it out of use: what was given for it stays. `changes` has the fields that change.
create or replace function gracy.update_value(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_value_id bigint,
    p_version int,
    p_changes jsonb,
    p_request_id text,
    out outcome text,
    out subject text)
language plpgsql as $$
declare
    v_before gracy.company_value;
    v_after gracy.company_value;
begin
    perform gracy.lock_values(p_team_space_id);
    select value.* into v_before
    from gracy.company_value value
    where value.team_space_id = p_team_space_id and value.id = p_value_id
    for no key update;
    if not found then
        outcome := 'not_found';
        return;
    end if;
    if p_version not in (0, v_before.version) then
        outcome := 'version_mismatch';
        return;
    end if;
    v_after := jsonb_populate_record(v_before, p_changes);
    if v_after is not distinct from v_before then
        outcome := 'ok';
        return;
    end if;
    subject := gracy.taken_value_name(p_team_space_id, p_value_id, v_after.name, v_after.name_ko);
    if subject is not null then
        outcome := 'name_taken';
        return;
    end if;
    -- One that it has had since before anybody asked may stay.
    if v_after.emoji is distinct from v_before.emoji and not gracy.is_emoji(v_after.emoji) then
        outcome := 'unknown_emoji';
        return;
    end if;
    update gracy.company_value value
    set name = v_after.name, name_ko = v_after.name_ko, emoji = v_after.emoji, description = v_after.description,
        sort = v_after.sort, active = v_after.active
    where value.team_space_id = p_team_space_id and value.id = p_value_id
    returning value.* into v_after;
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'company_value.update', 'company_value', p_value_id::text,
                             p_request_id, gracy.changed_fields(to_jsonb(v_before), to_jsonb(v_after)));
    outcome := 'ok';
end
$$;
