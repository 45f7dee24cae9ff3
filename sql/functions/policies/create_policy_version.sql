-- A new version of a document, with its chunks. Outcomes: ok, replayed (number is the earlier one's), key_reused,
-- not_found, dates_reversed.
create or replace function gracy.create_policy_version(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_document_id bigint,
    p_status text,
    p_effective_from date,
    p_effective_until date,
    p_body text,
    p_headings text[],
    p_bodies text[],
    p_tokens text[],
    p_idempotency_key text,
    p_request_hash bytea,
    p_request_id text,
    out outcome text,
    out number int)
language plpgsql as $$
declare
    v_route text := 'POST /api/v1/policies/' || p_document_id || '/versions';
    v_claim record;
    v_source_sha256 bytea := sha256(convert_to(p_body, 'UTF8'));
begin
    if p_effective_until < p_effective_from then
        outcome := 'dates_reversed';
        return;
    end if;
    perform gracy.lock_policies(p_team_space_id);
    perform from gracy.policy_document document
    where document.team_space_id = p_team_space_id and document.id = p_document_id
    for no key update;
    if not found then
        outcome := 'not_found';
        return;
    end if;
    v_claim := gracy.claim_idempotency_key(p_team_space_id, p_actor_id, v_route, p_idempotency_key, p_request_hash);
    if v_claim.outcome <> 'new' then
        outcome := v_claim.outcome;
        number := v_claim.resource_id;
        return;
    end if;

    update gracy.policy_document document
    set last_number = document.last_number + 1
    where document.team_space_id = p_team_space_id and document.id = p_document_id
    returning document.last_number into number;
    insert into gracy.policy_version
        (team_space_id, document_id, number, status, effective_from, effective_until, body, source_sha256)
    values (p_team_space_id, p_document_id, number, p_status, p_effective_from, p_effective_until, p_body, v_source_sha256);
    perform gracy.record_policy_chunks(p_team_space_id, p_document_id, number, p_headings, p_bodies, p_tokens);
    perform gracy.settle_policy(p_team_space_id, p_document_id);
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'policy_version.create', 'policy_version',
                             p_document_id || '/' || number, p_request_id,
                             jsonb_build_object('status', p_status, 'effective_from', p_effective_from,
                                                'effective_until', p_effective_until,
                                                'source_sha256', encode(v_source_sha256, 'hex')));
    perform gracy.settle_idempotency_key(p_team_space_id, p_actor_id, v_route, p_idempotency_key, number);
    outcome := 'ok';
end
$$;
