-- Changes a version's days, status or text. The chunks come with the text; without it the arrays are not looked at. What has
-- been in force keeps its text and its first day. Outcomes: ok, not_found, version_mismatch, dates_reversed, was_in_force.
create or replace function gracy.change_policy_version(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_document_id bigint,
    p_number int,
    p_version int,
    p_changes jsonb,
    p_headings text[],
    p_bodies text[],
    p_tokens text[],
    p_request_id text)
returns text language plpgsql as $$
declare
    v_before gracy.policy_version;
    v_after gracy.policy_version;
begin
    perform gracy.lock_policies(p_team_space_id);
    select version.* into v_before
    from gracy.policy_version version
    where version.team_space_id = p_team_space_id and version.document_id = p_document_id and version.number = p_number
    for no key update;
    if not found then
        return 'not_found';
    end if;
    if p_version not in (0, v_before.version) then
        return 'version_mismatch';
    end if;
    v_after := jsonb_populate_record(v_before, p_changes);
    if v_after is not distinct from v_before then
        return 'ok';
    end if;
    if v_after.effective_until < v_after.effective_from then
        return 'dates_reversed';
    end if;
    if (v_after.body, v_after.effective_from) <> (v_before.body, v_before.effective_from)
       and gracy.was_in_force(p_team_space_id, v_before.in_force_since) then
        return 'was_in_force';
    end if;

    update gracy.policy_version version
    set effective_from = v_after.effective_from,
        effective_until = v_after.effective_until,
        status = v_after.status,
        body = v_after.body,
        source_sha256 = case when p_changes ? 'body' then sha256(convert_to(p_changes ->> 'body', 'UTF8'))
                             else version.source_sha256 end,
        updated_at = now()
    where version.team_space_id = p_team_space_id and version.document_id = p_document_id and version.number = p_number
    returning version.* into v_after;
    if p_changes ? 'body' then
        perform gracy.record_policy_chunks(p_team_space_id, p_document_id, p_number, p_headings, p_bodies, p_tokens);
    end if;
    perform gracy.settle_policy(p_team_space_id, p_document_id);
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'policy_version.update', 'policy_version',
                             p_document_id || '/' || p_number, p_request_id,
                             gracy.changed_fields(to_jsonb(v_before) - 'body' - 'in_force' - 'in_force_since',
                                                  to_jsonb(v_after) - 'body' - 'in_force' - 'in_force_since'));
    return 'ok';
end
$$;
