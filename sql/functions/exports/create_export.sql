-- Asks for an export, and has the worker write it. p_scopes: what the caller may do, null for all that the role allows.
-- Outcomes: ok, replayed (id is the earlier one), key_reused, too_many_exports (five of a member are kept at most until they
-- expire).
create or replace function gracy.create_export(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_dataset text,
    p_format text,
    p_idempotency_key text,
    p_request_hash bytea,
    p_request_id text,
    p_scopes bigint,
    out outcome text,
    out id bigint)
language plpgsql as $$
declare
    v_route constant text := 'POST /api/v1/exports';
    v_claim record;
begin
    -- Requests of one member wait for one another, so that the limit holds.
    perform from gracy.member
    where member.team_space_id = p_team_space_id and member.id = p_actor_id
    for no key update;
    v_claim := gracy.claim_idempotency_key(p_team_space_id, p_actor_id, v_route, p_idempotency_key, p_request_hash);
    if v_claim.outcome <> 'new' then
        outcome := v_claim.outcome;
        id := v_claim.resource_id;
        return;
    end if;
    id := gracy.open_export(p_team_space_id, p_actor_id, null, p_dataset, p_format, p_scopes);
    if id is null then
        perform gracy.return_idempotency_key(p_team_space_id, p_actor_id, v_route, p_idempotency_key);
        outcome := 'too_many_exports';
        return;
    end if;
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'export.create', 'export', id::text, p_request_id,
                             jsonb_build_object('dataset', p_dataset, 'format', p_format));
    perform gracy.settle_idempotency_key(p_team_space_id, p_actor_id, v_route, p_idempotency_key, id);
    outcome := 'ok';
end
$$;

-- As servers of the release before call it: with all that the role allows.
create or replace function gracy.create_export(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_dataset text,
    p_format text,
    p_idempotency_key text,
    p_request_hash bytea,
    p_request_id text,
    out outcome text,
    out id bigint)
language plpgsql as $$
begin
    select made.outcome, made.id into outcome, id
    from gracy.create_export(p_team_space_id, p_actor_id, p_dataset, p_format, p_idempotency_key, p_request_hash,
                             p_request_id, null) as made;
end
$$;
