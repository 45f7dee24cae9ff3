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
    v_after := v_before;
    if p_changes ? 'name' then
        v_after.name := p_changes ->> 'name';
    end if;
    if p_changes ? 'name_ko' then
        v_after.name_ko := p_changes ->> 'name_ko';
    end if;
    subject := gracy.taken_value_name(p_team_space_id, p_value_id, v_after.name, v_after.name_ko);
    if subject is not null then
        outcome := 'name_taken';
        return;
    end if;
    -- One that it has had since before anybody asked may stay.
    if p_changes ->> 'emoji' <> coalesce(v_before.emoji, '') and not gracy.is_emoji(p_changes ->> 'emoji') then
        outcome := 'unknown_emoji';
        return;
    end if;
    update gracy.company_value value
    set name = v_after.name,
        name_ko = v_after.name_ko,
        emoji = case when p_changes ? 'emoji' then p_changes ->> 'emoji' else value.emoji end,
        description = case when p_changes ? 'description' then p_changes ->> 'description' else value.description end,
        sort = case when p_changes ? 'sort' then (p_changes ->> 'sort')::int else value.sort end,
        active = case when p_changes ? 'active' then (p_changes ->> 'active')::bool else value.active end
    where value.team_space_id = p_team_space_id and value.id = p_value_id
    returning value.* into v_after;
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'company_value.update', 'company_value', p_value_id::text,
                             p_request_id, gracy.changed_fields(to_jsonb(v_before), to_jsonb(v_after)));
    outcome := 'ok';
end
$$;
