-- Deletes a team; its members stay what they are. Outcomes: ok, not_found, version_mismatch, not_empty (something of
-- another feature hangs on it).
create or replace function gracy.delete_team(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_id bigint,
    p_version int,
    p_request_id text,
    out outcome text)
language plpgsql as $$
declare
    v_old gracy.team;
begin
    select team.* into v_old
    from gracy.team
    where team.team_space_id = p_team_space_id and team.id = p_id
    for update;
    if not found then
        outcome := 'not_found';
        return;
    end if;
    if p_version not in (0, v_old.version) then
        outcome := 'version_mismatch';
        return;
    end if;
    delete from gracy.team gone
    where gone.team_space_id = p_team_space_id and gone.id = p_id;
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'team.delete', 'team', p_id::text, p_request_id,
                             gracy.changed_fields(to_jsonb(v_old), '{"name": null}'));
    outcome := 'ok';
exception
    -- Memberships go with the team; what other features hang on it does not.
    when foreign_key_violation then
        outcome := 'not_empty';
end
$$;
