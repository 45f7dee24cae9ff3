-- Words that mean the same. Outcomes: ok, replayed (id is the earlier one), key_reused, term_taken (subject is the key
-- that another row has).
create or replace function gracy.create_policy_synonym(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_terms text[],
    p_keys text[],
    p_tokens text[],
    p_idempotency_key text,
    p_request_hash bytea,
    p_request_id text,
    out outcome text,
    out id bigint,
    out subject text)
language plpgsql as $$
declare
    v_route constant text := 'POST /api/v1/policies/synonyms';
    v_claim record;
begin
    perform gracy.lock_policies(p_team_space_id);
    v_claim := gracy.claim_idempotency_key(p_team_space_id, p_actor_id, v_route, p_idempotency_key, p_request_hash);
    if v_claim.outcome <> 'new' then
        outcome := v_claim.outcome;
        id := v_claim.resource_id;
        return;
    end if;
    subject := gracy.taken_policy_synonym(p_team_space_id, p_keys, null);
    if subject is not null then
        -- Only behind the claim is it known that the other row is not this request's own; a refusal gives it back.
        perform gracy.return_idempotency_key(p_team_space_id, p_actor_id, v_route, p_idempotency_key);
        outcome := 'term_taken';
        return;
    end if;
    insert into gracy.policy_synonym as made (team_space_id, terms, keys, tokens)
    values (p_team_space_id, p_terms, p_keys, p_tokens)
    returning made.id into id;
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'policy_synonym.create', 'policy_synonym', id::text,
                             p_request_id, jsonb_build_object('terms', to_jsonb(p_terms)));
    perform gracy.settle_idempotency_key(p_team_space_id, p_actor_id, v_route, p_idempotency_key, id);
    outcome := 'ok';
end
$$;
