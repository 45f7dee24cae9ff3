-- Outcomes: ok, not_found, version_mismatch.
create or replace function gracy.delete_policy_synonym(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_id bigint,
    p_version int,
    p_request_id text)
returns text language plpgsql as $$
declare
    v_before gracy.policy_synonym;
begin
    select synonym.* into v_before
    from gracy.policy_synonym synonym
    where synonym.team_space_id = p_team_space_id and synonym.id = p_id
    for update;
    if not found then
        return 'not_found';
    end if;
    if p_version not in (0, v_before.version) then
        return 'version_mismatch';
    end if;
    delete from gracy.policy_synonym synonym
    where synonym.team_space_id = p_team_space_id and synonym.id = p_id;
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'policy_synonym.delete', 'policy_synonym', p_id::text,
                             p_request_id, jsonb_build_object('terms', jsonb_build_array(to_jsonb(v_before.terms), null)));
    return 'ok';
end
$$;
