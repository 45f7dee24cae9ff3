-- Asks for an export, and has the worker write it. Outcomes: ok, replayed (id is the earlier one), key_reused,
-- too_many_exports (five of a member are kept at most until they expire).
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
declare
    v_route constant text := 'POST /api/v1/exports';
    v_claim record;
    v_open bigint;
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
    select count(*) into v_open
    from gracy.export_job earlier
    where earlier.team_space_id = p_team_space_id and earlier.requester_id = p_actor_id and earlier.expires_at > now()
          and earlier.state in ('queued', 'running');
    if v_open >= 5 then
        perform gracy.return_idempotency_key(p_team_space_id, p_actor_id, v_route, p_idempotency_key);
        outcome := 'too_many_exports';
        return;
    end if;
    insert into gracy.export_job as made (team_space_id, requester_id, dataset, format)
    values (p_team_space_id, p_actor_id, p_dataset, p_format)
    returning made.id into id;
    insert into gracy.job (kind, payload, available_at, lane, dedupe_key, max_attempts)
    values ('exports.write', json_build_object('team_space_id', p_team_space_id, 'export_id', id), now(), 'bulk',
            p_team_space_id || '/' || id, 5);
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'export.create', 'export', id::text, p_request_id,
                             jsonb_build_object('dataset', p_dataset, 'format', p_format));
    perform gracy.settle_idempotency_key(p_team_space_id, p_actor_id, v_route, p_idempotency_key, id);
    outcome := 'ok';
end
$$;
