-- Changes a document's titles, language or status; null tokens stay as they are. Outcomes: ok, not_found,
-- version_mismatch.
create or replace function gracy.change_policy(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_id bigint,
    p_version int,
    p_changes jsonb,
    p_title_tokens text[],
    p_title_en_tokens text[],
    p_request_id text)
returns text language plpgsql as $$
declare
    v_before gracy.policy_document;
    v_after gracy.policy_document;
begin
    perform gracy.lock_policies(p_team_space_id);
    select document.* into v_before
    from gracy.policy_document document
    where document.team_space_id = p_team_space_id and document.id = p_id
    for no key update;
    if not found then
        return 'not_found';
    end if;
    if p_version not in (0, v_before.version) then
        return 'version_mismatch';
    end if;
    v_after := jsonb_populate_record(v_before, p_changes);
    v_after.title_tokens := coalesce(p_title_tokens, v_before.title_tokens);
    v_after.title_en_tokens := coalesce(p_title_en_tokens, v_before.title_en_tokens);
    if v_after is not distinct from v_before then
        return 'ok';
    end if;
    update gracy.policy_document document
    set title = v_after.title, title_en = v_after.title_en, language = v_after.language, status = v_after.status,
        title_tokens = v_after.title_tokens, title_en_tokens = v_after.title_en_tokens, updated_at = now()
    where document.team_space_id = p_team_space_id and document.id = p_id
    returning document.* into v_after;
    perform gracy.settle_policy(p_team_space_id, p_id);
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'policy.update', 'policy', p_id::text, p_request_id,
                             gracy.changed_fields(to_jsonb(v_before) - 'title_tokens' - 'title_en_tokens',
                                                  to_jsonb(v_after) - 'title_tokens' - 'title_en_tokens'));
    return 'ok';
end
$$;
