-- Takes a task, and has the worker do it. Outcomes: ok, replayed (id is the earlier one), key_reused, joined (id is one
-- of the same member that asks for the same and is not done), too_many_tasks (30 of a member within 24 hours).
create or replace function gracy.start_assistant_task(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_kind text,
    p_version int,
    p_input text,
    p_idempotency_key text,
    p_request_hash bytea,
    out outcome text,
    out id bigint)
language plpgsql as $$
declare
    v_route constant text := 'POST /api/v1/assistant/tasks';
    v_input_hash constant bytea := sha256(convert_to(p_input, 'UTF8'));
    v_claim record;
    v_started bigint;
begin
    -- Tasks of one member wait for one another, so that the limit holds and the same is not done twice.
    perform from gracy.member
    where member.team_space_id = p_team_space_id and member.id = p_actor_id
    for no key update;
    v_claim := gracy.claim_idempotency_key(p_team_space_id, p_actor_id, v_route, p_idempotency_key, p_request_hash);
    if v_claim.outcome <> 'new' then
        outcome := v_claim.outcome;
        id := v_claim.resource_id;
        return;
    end if;
    select open_one.id into id
    from gracy.assistant_task open_one
    where open_one.team_space_id = p_team_space_id and open_one.member_id = p_actor_id and open_one.kind = p_kind
          and open_one.version = p_version and open_one.input_hash = v_input_hash and open_one.state = 'queued';
    if found then
        -- One that was given up while no model answered is tried again.
        update gracy.job given_up
        set state = 'queued', attempts = 0, available_at = now(), finished_at = null, worker = null
        where given_up.kind = 'assistant.task' and given_up.state = 'dead'
              and given_up.dedupe_key = p_team_space_id || '/' || start_assistant_task.id;
        perform gracy.settle_idempotency_key(p_team_space_id, p_actor_id, v_route, p_idempotency_key, id);
        outcome := 'joined';
        return;
    end if;
    select count(*) into v_started
    from gracy.assistant_task earlier
    where earlier.team_space_id = p_team_space_id and earlier.member_id = p_actor_id
          and earlier.created_at > now() - interval '24 hours';
    if v_started >= 30 then
        perform gracy.return_idempotency_key(p_team_space_id, p_actor_id, v_route, p_idempotency_key);
        outcome := 'too_many_tasks';
        return;
    end if;
    insert into gracy.assistant_task as made (team_space_id, member_id, kind, version, input, input_hash)
    values (p_team_space_id, p_actor_id, p_kind, p_version, p_input::json, v_input_hash)
    returning made.id into id;
    insert into gracy.job (kind, payload, available_at, lane, dedupe_key, max_attempts)
    values ('assistant.task', json_build_object('team_space_id', p_team_space_id, 'task_id', id), now(), 'assistant',
            p_team_space_id || '/' || id, 60);
    perform gracy.settle_idempotency_key(p_team_space_id, p_actor_id, v_route, p_idempotency_key, id);
    outcome := 'ok';
end
$$;
