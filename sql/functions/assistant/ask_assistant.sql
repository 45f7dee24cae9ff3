-- Takes a question, and has the worker answer it. Outcomes: ok, replayed (id is the earlier one), key_reused,
-- too_many_questions (30 of a member within 24 hours), not_found. p_scopes: what the caller may do, null for all that the role
-- allows. p_follows: one of the caller's own, whose conversation goes on; null for a new one.
create or replace function gracy.ask_assistant(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_question text,
    p_language text,
    p_idempotency_key text,
    p_request_hash bytea,
    p_scopes bigint,
    p_follows bigint,
    out outcome text,
    out id bigint)
language plpgsql as $$
declare
    -- A key is good for one conversation.
    v_route constant text := 'POST /api/v1/qa/threads' || coalesce('/' || p_follows || '/messages', '');
    v_claim record;
    v_asked bigint;
    v_thread_id bigint;
begin
    -- Questions of one member wait for one another, so that the limit holds.
    perform from gracy.member
    where member.team_space_id = p_team_space_id and member.id = p_actor_id
    for no key update;
    v_claim := gracy.claim_idempotency_key(p_team_space_id, p_actor_id, v_route, p_idempotency_key, p_request_hash);
    if v_claim.outcome <> 'new' then
        outcome := v_claim.outcome;
        id := v_claim.resource_id;
        return;
    end if;
    if p_follows is not null then
        select coalesce(before.thread_id, before.id) into v_thread_id
        from gracy.assistant_question before
        where before.team_space_id = p_team_space_id and before.id = p_follows and before.member_id = p_actor_id
        for key share;
        if not found then
            perform gracy.return_idempotency_key(p_team_space_id, p_actor_id, v_route, p_idempotency_key);
            outcome := 'not_found';
            return;
        end if;
    end if;
    select count(*) into v_asked
    from gracy.assistant_question earlier
    where earlier.team_space_id = p_team_space_id and earlier.member_id = p_actor_id
          and earlier.created_at > now() - interval '24 hours';
    if v_asked >= 30 then
        perform gracy.return_idempotency_key(p_team_space_id, p_actor_id, v_route, p_idempotency_key);
        outcome := 'too_many_questions';
        return;
    end if;
    insert into gracy.assistant_question as made (team_space_id, member_id, question, language, scopes, thread_id)
    values (p_team_space_id, p_actor_id, p_question, p_language, p_scopes, v_thread_id)
    returning made.id into id;
    insert into gracy.job (kind, payload, available_at, lane, dedupe_key, max_attempts)
    values ('assistant.answer', json_build_object('team_space_id', p_team_space_id, 'question_id', id), now(), 'assistant',
            p_team_space_id || '/' || id, 5);
    perform gracy.settle_idempotency_key(p_team_space_id, p_actor_id, v_route, p_idempotency_key, id);
    outcome := 'ok';
end
$$;

-- One that begins a conversation.
create or replace function gracy.ask_assistant(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_question text,
    p_language text,
    p_idempotency_key text,
    p_request_hash bytea,
    p_scopes bigint default null,
    out outcome text,
    out id bigint)
language sql as $$
    select asked.outcome, asked.id
    from gracy.ask_assistant(p_team_space_id, p_actor_id, p_question, p_language, p_idempotency_key, p_request_hash, p_scopes, null) as asked
$$;
