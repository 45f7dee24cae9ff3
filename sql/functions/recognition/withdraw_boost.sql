-- Takes back what somebody added to a gift, within a day of it. What it cost comes back in the same period of allowances only,
-- as with void_kudos, whose locks these are. Outcomes: ok, not_found, not_boosted, window_over.
create or replace function gracy.withdraw_boost(
    p_team_space_id bigint,
    p_member_id bigint,
    p_kudos_id bigint,
    out outcome text,
    out refunded int)
language plpgsql as $$
declare
    v_boost record;
    v_recipient_ids bigint[];
    v_period record;
    v_count int;
    v_spent int;
    v_now timestamptz := now();
begin
    perform
    from gracy.kudos
    where kudos.team_space_id = p_team_space_id and kudos.id = p_kudos_id and kudos.voided_at is null
          and kudos.visibility <> 'private'
    for share;
    if not found then
        outcome := 'not_found';
        return;
    end if;
    select terms.starts_on into v_period
    from gracy.team_space
    join gracy.recognition_policy policy on policy.team_space_id = team_space.id
    cross join gracy.allowance_terms(policy, (v_now at time zone team_space.tz)::date) as terms
    where team_space.id = p_team_space_id;
    select period.spent into v_spent
    from gracy.allowance_period period
    where period.team_space_id = p_team_space_id and period.member_id = p_member_id
          and period.period_start = v_period.starts_on
    for no key update;

    select boost.points, boost.created_at, boost.counted_on into v_boost
    from gracy.kudos_boost boost
    where boost.team_space_id = p_team_space_id and boost.kudos_id = p_kudos_id and boost.member_id = p_member_id
    for update;
    if not found then
        outcome := 'not_boosted';
        return;
    end if;
    if v_boost.created_at < v_now - interval '24 hours' then
        outcome := 'window_over';
        return;
    end if;

    v_recipient_ids := array(
        select recipient.member_id
        from gracy.kudos_recipient recipient
        where recipient.team_space_id = p_team_space_id and recipient.kudos_id = p_kudos_id
        order by recipient.position);
    v_count := cardinality(v_recipient_ids);
    delete from gracy.kudos_boost boost
    where boost.team_space_id = p_team_space_id and boost.kudos_id = p_kudos_id and boost.member_id = p_member_id;
    refunded := case when v_boost.counted_on >= v_period.starts_on
                     then least(v_boost.points * v_count, coalesce(v_spent, 0)) else 0 end;
    update gracy.allowance_period period
    set spent = period.spent - refunded
    where period.team_space_id = p_team_space_id and period.member_id = p_member_id
          and period.period_start = v_period.starts_on and refunded > 0;
    -- Before the counters, as count_points has it: a notice holds the member whom it is for, and the giver has no part in them.
    perform gracy.tell_of_boost(p_team_space_id, p_kudos_id, p_member_id, -v_boost.points);
    perform gracy.count_points(
        p_team_space_id, p_member_id || v_recipient_ids, 'given'::text || array_fill('received'::text, array[v_count]),
        array_fill(v_boost.counted_on, array[v_count + 1]),
        -v_boost.points * v_count || array_fill(-v_boost.points, array[v_count]), array_fill(0, array[v_count + 1]));
    outcome := 'ok';
end
$$;
