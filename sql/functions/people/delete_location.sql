-- Deletes a location where nobody is. Outcomes: ok, not_found, version_mismatch, not_empty.
create or replace function gracy.delete_location(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_id bigint,
    p_version int,
    p_request_id text,
    out outcome text)
language plpgsql as $$
declare
    v_old gracy.location;
begin
    select location.* into v_old
    from gracy.location
    where location.team_space_id = p_team_space_id and location.id = p_id
    for update;
    if not found then
        outcome := 'not_found';
        return;
    end if;
    if p_version not in (0, v_old.version) then
        outcome := 'version_mismatch';
        return;
    end if;
    delete from gracy.location gone
    where gone.team_space_id = p_team_space_id and gone.id = p_id;
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'location.delete', 'location', p_id::text, p_request_id,
                             gracy.changed_fields(to_jsonb(v_old), '{"name": null}'));
    outcome := 'ok';
exception
    -- Members, and whatever other features hang on it.
    when foreign_key_violation then
        outcome := 'not_empty';
end
$$;
