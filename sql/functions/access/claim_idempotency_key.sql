-- Claims a key for a request that creates something: `new`, `replayed` with what the first one made, or `key_reused`
-- for another request under the same key. Of two racing calls the second waits for the first to commit. Call it
-- before anything that may be refused, tell what was made with settle_idempotency_key, and give the key back with
-- return_idempotency_key on a refusal: a retry of what succeeded is answered whatever has changed since, and a refusal uses
-- no key up. Without a key every request is new.
create or replace function gracy.claim_idempotency_key(
    p_team_space_id bigint,
    p_principal_id bigint,
    p_route text,
    p_key text,
    p_request_hash bytea,
    out outcome text,
    out resource_id bigint)
language plpgsql as $$
declare
    v_request_hash bytea;
begin
    outcome := 'new';
    while p_key is not null loop
        select earlier.request_hash, earlier.resource_id into v_request_hash, resource_id
        from gracy.idempotency_key earlier
        where earlier.team_space_id = p_team_space_id and earlier.principal_id = p_principal_id
              and earlier.route = p_route and earlier.key = p_key;
        if found then
            outcome := case when v_request_hash = p_request_hash then 'replayed' else 'key_reused' end;
            return;
        end if;
        insert into gracy.idempotency_key (team_space_id, principal_id, route, key, request_hash, resource_id)
        values (p_team_space_id, p_principal_id, p_route, p_key, p_request_hash, 0)
        on conflict do nothing;
        exit when found;
    end loop;
end
$$;
