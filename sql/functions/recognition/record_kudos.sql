-- The rule of giving kudos, for every way in: nothing is written unless all of it holds.
--
-- The giver's row of allowance_period is the lock: gifts of one member queue on it. Gifts of different members meet only
-- at the counters of whom both thank, for the moment that the first takes to commit. The idempotency key is looked up
-- behind that lock, so of two racing identical calls one is `ok` and the other `replayed`. A key is kept for gifts only:
-- a refusal changed nothing, and asking again asks anew.
create or replace function gracy.record_kudos(
    p_team_space_id bigint,
    p_giver_id bigint,
    p_recipient_ids bigint[],
    p_value_name text,
    p_points int,
    p_message text,
    p_visibility text,
    p_source text,
    p_route text,
    p_idempotency_key text,
    p_request_hash bytea,
    out outcome text,
    out kudos_id bigint,
    out allowance_left int,
    out subject text)
language plpgsql as $$
declare
    v_period_start date;
    v_today date;
    v_tz text;
    v_giver_status text;
    v_points int;
    v_total int;
    v_shortest_message int;
    v_pair_gifts_a_day int;
    v_pair_percent int;
    v_request_hash bytea;
    v_check record;
    v_cost bigint;
    v_now timestamptz := now();
begin
    select member.status, team_space.tz, (v_now at time zone team_space.tz)::date, terms.starts_on, terms.points,
           policy.shortest_message, policy.pair_gifts_a_day, policy.pair_percent
    into v_giver_status, v_tz, v_today, v_period_start, v_points,
         v_shortest_message, v_pair_gifts_a_day, v_pair_percent
    from gracy.member
    join gracy.team_space on team_space.id = member.team_space_id
    join gracy.recognition_policy policy on policy.team_space_id = member.team_space_id
    cross join gracy.allowance_terms(policy, (v_now at time zone team_space.tz)::date) as terms
    where member.team_space_id = p_team_space_id and member.id = p_giver_id;
    if not found or v_giver_status not in ('active', 'on_leave') then
        outcome := 'unknown_giver';
        return;
    end if;

    select allowance.total, allowance.remaining into v_total, allowance_left
    from gracy.lock_allowance(p_team_space_id, p_giver_id, v_period_start, v_points) as allowance;

    if p_idempotency_key is not null then
        select earlier.request_hash, earlier.resource_id into v_request_hash, kudos_id
        from gracy.idempotency_key earlier
        where earlier.team_space_id = p_team_space_id and earlier.principal_id = p_giver_id
              and earlier.route = p_route and earlier.key = p_idempotency_key;
        if found then
            if v_request_hash = p_request_hash then
                outcome := 'replayed';
            else
                outcome := 'key_reused';
                kudos_id := null;
                subject := p_idempotency_key;
            end if;
            return;
        end if;
    end if;

    v_check := gracy.check_kudos(p_team_space_id, p_giver_id, p_recipient_ids, p_value_name, p_points, p_message,
                                 p_visibility);
    if v_check.outcome <> 'ok' then
        outcome := v_check.outcome;
        subject := v_check.subject;
        return;
    end if;
    if length(p_message) < v_shortest_message then
        outcome := 'message_too_short';
        subject := v_shortest_message::text;
        return;
    end if;

    v_cost := p_points::bigint * cardinality(p_recipient_ids);
    if v_cost > allowance_left then
        outcome := 'allowance_exceeded';
        subject := v_cost::text;
        return;
    end if;

    if num_nonnulls(v_pair_gifts_a_day, v_pair_percent) > 0 then
        select pairs.outcome, pairs.subject into outcome, subject
        from gracy.check_pairs(p_team_space_id, p_giver_id, p_recipient_ids, p_points,
                               v_today::timestamp at time zone v_tz, v_period_start::timestamp at time zone v_tz,
                               v_pair_gifts_a_day, gracy.pair_points(v_total, v_pair_percent)) as pairs;
        if outcome <> 'ok' then
            return;
        end if;
    end if;

    update gracy.allowance_period period
    set spent = period.spent + v_cost::int
    where period.team_space_id = p_team_space_id and period.member_id = p_giver_id
          and period.period_start = v_period_start;
    allowance_left := allowance_left - v_cost::int;

    insert into gracy.kudos as given
        (team_space_id, giver_id, value_id, message, points, visibility, source, created_at, counted_on)
    values (p_team_space_id, p_giver_id, v_check.value_id, p_message, p_points, p_visibility, p_source, v_now, v_today)
    returning given.id into kudos_id;

    insert into gracy.kudos_recipient (team_space_id, kudos_id, member_id, position, points, created_at)
    select p_team_space_id, record_kudos.kudos_id, recipient.id, recipient.place, p_points, v_now
    from unnest(p_recipient_ids) with ordinality as recipient(id, place);

    perform gracy.count_gift(p_team_space_id, p_giver_id, p_recipient_ids, p_points, p_visibility, v_today);

    if p_idempotency_key is not null then
        insert into gracy.idempotency_key (team_space_id, principal_id, route, key, request_hash, resource_id)
        values (p_team_space_id, p_giver_id, p_route, p_idempotency_key, p_request_hash, kudos_id);
    end if;
    perform gracy.tell_of_gift(p_team_space_id, kudos_id);
    outcome := 'ok';
end
$$;
