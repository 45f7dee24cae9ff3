-- Deletes a document with all its versions, none of which has been in force. Outcomes: ok, not_found, version_mismatch,
-- was_in_force.
create or replace function gracy.delete_policy(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_id bigint,
    p_version int,
    p_request_id text)
returns text language plpgsql as $$
declare
    v_before gracy.policy_document;
begin
    perform gracy.lock_policies(p_team_space_id);
    select document.* into v_before
    from gracy.policy_document document
    where document.team_space_id = p_team_space_id and document.id = p_id
    for update;
    if not found then
        return 'not_found';
    end if;
    if p_version not in (0, v_before.version) then
        return 'version_mismatch';
    end if;
    perform from gracy.policy_version version
    where version.team_space_id = p_team_space_id and version.document_id = p_id
          and gracy.was_in_force(p_team_space_id, version.in_force_since);
    if found then
        return 'was_in_force';
    end if;
    perform gracy.forget_policy_chunks(p_team_space_id, p_id, null);
    delete from gracy.policy_document document
    where document.team_space_id = p_team_space_id and document.id = p_id;
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'policy.delete', 'policy', p_id::text, p_request_id,
                             jsonb_build_object('title', jsonb_build_array(v_before.title, null)));
    return 'ok';
end
$$;
