-- Deletes a version that has not been in force; the days that it would cover go to those before it. Outcomes: ok, not_found,
-- version_mismatch, was_in_force.
create or replace function gracy.delete_policy_version(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_document_id bigint,
    p_number int,
    p_version int,
    p_request_id text)
returns text language plpgsql as $$
declare
    v_before gracy.policy_version;
begin
    perform gracy.lock_policies(p_team_space_id);
    select version.* into v_before
    from gracy.policy_version version
    where version.team_space_id = p_team_space_id and version.document_id = p_document_id and version.number = p_number
    for update;
    if not found then
        return 'not_found';
    end if;
    if p_version not in (0, v_before.version) then
        return 'version_mismatch';
    end if;
    if gracy.was_in_force(p_team_space_id, v_before.in_force_since) then
        return 'was_in_force';
    end if;
    perform gracy.forget_policy_chunks(p_team_space_id, p_document_id, p_number);
    delete from gracy.policy_version version
    where version.team_space_id = p_team_space_id and version.document_id = p_document_id and version.number = p_number;
    perform gracy.settle_policy(p_team_space_id, p_document_id);
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'policy_version.delete', 'policy_version',
                             p_document_id || '/' || p_number, p_request_id,
                             jsonb_build_object('source_sha256',
                                                jsonb_build_array(encode(v_before.source_sha256, 'hex'), null)));
    return 'ok';
end
$$;
