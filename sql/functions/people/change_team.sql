-- Changes a team. Outcomes: ok, not_found, version_mismatch, name_taken.
create or replace function gracy.change_team(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_id bigint,
    -- 0: any.
    p_version int,
    p_changes jsonb,
    p_request_id text,
    out outcome text)
language plpgsql as $$
declare
    v_old gracy.team;
    v_new gracy.team;
begin
    select team.* into v_old
    from gracy.team
    where team.team_space_id = p_team_space_id and team.id = p_id
    for no key update;
    if not found then
        outcome := 'not_found';
        return;
    end if;
    if p_version not in (0, v_old.version) then
        outcome := 'version_mismatch';
        return;
    end if;
    v_new := jsonb_populate_record(v_old, p_changes);
    if v_new is not distinct from v_old then
        outcome := 'ok';
        return;
    end if;
    update gracy.team changed
    set name = v_new.name, name_en = v_new.name_en
    where changed.team_space_id = p_team_space_id and changed.id = p_id
    returning changed.* into v_new;
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'team.update', 'team', p_id::text, p_request_id,
                             gracy.changed_fields(to_jsonb(v_old), to_jsonb(v_new)));
    outcome := 'ok';
exception
    when unique_violation then
        outcome := 'name_taken';
end
$$;
