-- Adds a company value. A name, in either language, means one value: `name_taken` says which of the two is not free.
-- unknown_emoji: Slack knows none like it, so that no reaction would ever be it.
create or replace function gracy.create_value(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_name text,
    p_name_ko text,
    p_emoji text,
    p_description text,
    p_sort int,
    p_idempotency_key text,
    p_request_hash bytea,
    p_request_id text,
    out outcome text,
    out value_id bigint,
    out subject text)
language plpgsql as $$
declare
    v_route text := 'POST /api/v1/values';
    v_claim record;
begin
    perform gracy.lock_values(p_team_space_id);
    -- A repeated request finds its own name taken, by what it made.
    subject := gracy.taken_value_name(p_team_space_id, 0, p_name, p_name_ko);
    perform
    from gracy.idempotency_key earlier
    where earlier.team_space_id = p_team_space_id and earlier.principal_id = p_actor_id
          and earlier.route = v_route and earlier.key = p_idempotency_key;
    if subject is not null and not found then
        outcome := 'name_taken';
        return;
    end if;
    if not gracy.is_emoji(p_emoji) then
        outcome := 'unknown_emoji';
        return;
    end if;
    v_claim := gracy.claim_idempotency_key(p_team_space_id, p_actor_id, v_route, p_idempotency_key, p_request_hash);
    if v_claim.outcome <> 'new' then
        outcome := v_claim.outcome;
        value_id := v_claim.resource_id;
        return;
    end if;
    insert into gracy.company_value as value (team_space_id, name, name_ko, emoji, description, sort)
    values (p_team_space_id, p_name, p_name_ko, p_emoji, p_description, p_sort)
    returning value.id into value_id;
    perform gracy.settle_idempotency_key(p_team_space_id, p_actor_id, v_route, p_idempotency_key, value_id);
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'company_value.create', 'company_value', value_id::text,
                             p_request_id, jsonb_build_object('name', jsonb_build_array(null, p_name)));
    outcome := 'ok';
end
$$;
