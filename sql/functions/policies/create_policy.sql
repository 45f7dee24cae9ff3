-- A new document, without a version yet. Outcomes: ok, replayed (id is the earlier one), key_reused.
create or replace function gracy.create_policy(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_title text,
    p_title_en text,
    p_language text,
    p_status text,
    p_title_tokens text[],
    p_title_en_tokens text[],
    p_idempotency_key text,
    p_request_hash bytea,
    p_request_id text,
    out outcome text,
    out id bigint)
language plpgsql as $$
declare
    v_claim record;
begin
    v_claim := gracy.claim_idempotency_key(p_team_space_id, p_actor_id, 'POST /api/v1/policies', p_idempotency_key,
                                           p_request_hash);
    if v_claim.outcome <> 'new' then
        outcome := v_claim.outcome;
        id := v_claim.resource_id;
        return;
    end if;
    insert into gracy.policy_document as made
        (team_space_id, title, title_en, language, status, title_tokens, title_en_tokens)
    values (p_team_space_id, p_title, p_title_en, p_language, p_status, p_title_tokens, p_title_en_tokens)
    returning made.id into id;
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'policy.create', 'policy', id::text, p_request_id,
                             jsonb_build_object('title', p_title, 'status', p_status));
    perform gracy.settle_idempotency_key(p_team_space_id, p_actor_id, 'POST /api/v1/policies', p_idempotency_key, id);
    outcome := 'ok';
end
$$;
