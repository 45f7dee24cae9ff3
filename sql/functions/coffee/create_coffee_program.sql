-- Makes a program. Outcomes: ok, replayed, key_reused, name_taken.
create or replace function gracy.create_coffee_program(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_name text,
    p_cadence text,
    p_weekday int,
    p_at time,
    p_group_size int,
    p_mode text,
    p_apart_from_manager bool,
    p_apart_from_team bool,
    p_starts_on date,
    p_idempotency_key text,
    p_request_hash bytea,
    p_request_id text,
    out outcome text,
    out program_id bigint)
language plpgsql as $$
declare
    v_claim record;
    v_starts_on date;
begin
    -- Two of one name queue here, and a request with its own repetition.
    perform pg_advisory_xact_lock(hashtextextended('gracy.coffee_program', p_team_space_id));
    v_claim := gracy.claim_idempotency_key(p_team_space_id, p_actor_id, 'POST /api/v1/coffee/programs', p_idempotency_key, p_request_hash);
    if v_claim.outcome <> 'new' then
        outcome := v_claim.outcome;
        program_id := v_claim.resource_id;
        return;
    end if;
    if exists (select from gracy.coffee_program program
               where program.team_space_id = p_team_space_id and program.name = p_name and program.closed_at is null) then
        perform gracy.return_idempotency_key(p_team_space_id, p_actor_id, 'POST /api/v1/coffee/programs', p_idempotency_key);
        outcome := 'name_taken';
        return;
    end if;
    select coalesce(p_starts_on, (now() at time zone tz)::date) into v_starts_on
    from gracy.team_space where id = p_team_space_id;
    insert into gracy.coffee_program as program
        (team_space_id, name, cadence, weekday, at, group_size, mode, apart_from_manager, apart_from_team, starts_on)
    values (p_team_space_id, p_name, p_cadence, p_weekday, p_at, p_group_size, p_mode, p_apart_from_manager,
            p_apart_from_team, v_starts_on)
    returning program.id into program_id;
    perform gracy.schedule_coffee_program(p_team_space_id, program_id, now());
    perform gracy.settle_idempotency_key(p_team_space_id, p_actor_id, 'POST /api/v1/coffee/programs', p_idempotency_key, program_id);
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'coffee.create', 'coffee_program', program_id::text, p_request_id,
                             jsonb_build_object('name', jsonb_build_array(null, p_name)));
    outcome := 'ok';
end
$$;
