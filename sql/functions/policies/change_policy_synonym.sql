-- Replaces the words that mean the same. Outcomes: ok, not_found, version_mismatch, term_taken (subject is the key that
-- another row has).
create or replace function gracy.change_policy_synonym(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_id bigint,
    p_version int,
    p_terms text[],
    p_keys text[],
    p_tokens text[],
    p_request_id text,
    out outcome text,
    out subject text)
language plpgsql as $$
declare
    v_before gracy.policy_synonym;
begin
    perform gracy.lock_policies(p_team_space_id);
    select synonym.* into v_before
    from gracy.policy_synonym synonym
    where synonym.team_space_id = p_team_space_id and synonym.id = p_id
    for no key update;
    if not found then
        outcome := 'not_found';
        return;
    end if;
    if p_version not in (0, v_before.version) then
        outcome := 'version_mismatch';
        return;
    end if;
    subject := gracy.taken_policy_synonym(p_team_space_id, p_keys, p_id);
    if subject is not null then
        outcome := 'term_taken';
        return;
    end if;
    if (v_before.terms, v_before.keys, v_before.tokens) = (p_terms, p_keys, p_tokens) then
        outcome := 'ok';
        return;
    end if;
    update gracy.policy_synonym synonym
    set terms = p_terms, keys = p_keys, tokens = p_tokens, updated_at = now()
    where synonym.team_space_id = p_team_space_id and synonym.id = p_id;
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'policy_synonym.update', 'policy_synonym', p_id::text,
                             p_request_id,
                             jsonb_build_object('terms', jsonb_build_array(to_jsonb(v_before.terms), to_jsonb(p_terms))));
    outcome := 'ok';
end
$$;
