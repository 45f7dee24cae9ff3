-- Adds points to somebody else's gift, from the booster's own allowance, for each of its recipients. Once a person:
-- asking again is `replayed`, and for other points `already_boosted`. To people who have all left nothing is added
-- (`recipients_left`). The gift is locked before the allowance, as
-- void_kudos does it: nothing is added to a gift that is being taken back.
create or replace function gracy.boost_kudos(
    p_team_space_id bigint,
    p_member_id bigint,
    p_kudos_id bigint,
    p_points int,
    out outcome text,
    out allowance_left int,
    out subject text)
language plpgsql as $$
declare
    v_gift record;
    v_recipient_ids bigint[];
    v_terms record;
    v_today date;
    v_total int;
    v_earlier int;
    v_cost bigint;
    v_count int;
    v_now timestamptz := now();
begin
    select kudos.giver_id, kudos.visibility into v_gift
    from gracy.kudos
    where kudos.team_space_id = p_team_space_id and kudos.id = p_kudos_id and kudos.voided_at is null
    for share;
    if not found then
        outcome := 'not_found';
        return;
    end if;
    v_recipient_ids := array(
        select recipient.member_id
        from gracy.kudos_recipient recipient
        where recipient.team_space_id = p_team_space_id and recipient.kudos_id = p_kudos_id
        order by recipient.position);
    if p_member_id = v_gift.giver_id or p_member_id = any (v_recipient_ids) then
        outcome := 'own_kudos';
        return;
    end if;
    if v_gift.visibility = 'private' then
        outcome := 'not_found';
        return;
    end if;

    select team_space.tz, (v_now at time zone team_space.tz)::date as today, terms.starts_on, terms.points,
           policy.pair_percent into v_terms
    from gracy.member
    join gracy.team_space on team_space.id = member.team_space_id
    join gracy.recognition_policy policy on policy.team_space_id = member.team_space_id
    cross join gracy.allowance_terms(policy, (v_now at time zone team_space.tz)::date) as terms
    where member.team_space_id = p_team_space_id and member.id = p_member_id
          and member.status in ('active', 'on_leave');
    if not found then
        outcome := 'unknown_giver';
        return;
    end if;
    v_today := v_terms.today;

    select allowance.total, allowance.remaining into v_total, allowance_left
    from gracy.lock_allowance(p_team_space_id, p_member_id, v_terms.starts_on, v_terms.points) as allowance;

    select boost.points into v_earlier
    from gracy.kudos_boost boost
    where boost.team_space_id = p_team_space_id and boost.kudos_id = p_kudos_id and boost.member_id = p_member_id;
    if found then
        outcome := case when v_earlier = p_points then 'replayed' else 'already_boosted' end;
        subject := v_earlier::text;
        return;
    end if;

    perform from gracy.member
    where member.team_space_id = p_team_space_id and member.id = any (v_recipient_ids)
          and member.status in ('active', 'on_leave');
    if not found then
        outcome := 'recipients_left';
        return;
    end if;

    v_count := cardinality(v_recipient_ids);
    v_cost := p_points::bigint * v_count;
    if v_cost > allowance_left then
        outcome := 'allowance_exceeded';
        subject := v_cost::text;
        return;
    end if;
    if v_terms.pair_percent is not null then
        select pairs.outcome, pairs.subject into outcome, subject
        from gracy.check_pairs(p_team_space_id, p_member_id, v_recipient_ids, p_points,
                               v_today::timestamp at time zone v_terms.tz,
                               v_terms.starts_on::timestamp at time zone v_terms.tz,
                               null, gracy.pair_points(v_total, v_terms.pair_percent)) as pairs;
        if outcome <> 'ok' then
            return;
        end if;
    end if;

    update gracy.allowance_period period
    set spent = period.spent + v_cost::int
    where period.team_space_id = p_team_space_id and period.member_id = p_member_id
          and period.period_start = v_terms.starts_on;
    allowance_left := allowance_left - v_cost::int;
    insert into gracy.kudos_boost (team_space_id, kudos_id, member_id, points, created_at, counted_on)
    values (p_team_space_id, p_kudos_id, p_member_id, p_points, v_now, v_today);
    -- Before the counters, as count_points has it: a notice holds the member whom it is for, and the giver has no part in them.
    perform gracy.tell_of_boost(p_team_space_id, p_kudos_id, p_member_id, p_points);
    perform gracy.count_points(
        p_team_space_id, p_member_id || v_recipient_ids, 'given'::text || array_fill('received'::text, array[v_count]),
        array_fill(v_today, array[v_count + 1]), v_cost::int || array_fill(p_points, array[v_count]),
        array_fill(0, array[v_count + 1]));
    outcome := 'ok';
end
$$;
