-- Gives back what gifts and the boosts on them cost, to everybody who paid in the present period, by the days that they were
-- counted on: the team space's clocks may have been set since. How much their givers got; where periods are others by now, it
-- is no more than what the present one was charged. Allowances are taken in the order of members.
create or replace function gracy.refund_gifts(
    p_team_space_id bigint,
    p_kudos_ids bigint[],
    p_period_start date) returns int
    language plpgsql as $$
declare
    v_payers bigint[];
    v_costs int[];
    v_gifts int[];
    v_given int;
begin
    with paid as (
        select kudos.id, kudos.giver_id as member_id, kudos.points, true as is_given
        from gracy.kudos
        where kudos.team_space_id = p_team_space_id and kudos.id = any (p_kudos_ids) and kudos.counted_on >= p_period_start
        union all
        select boost.kudos_id, boost.member_id, boost.points, false
        from gracy.kudos_boost boost
        where boost.team_space_id = p_team_space_id and boost.kudos_id = any (p_kudos_ids)
              and boost.counted_on >= p_period_start
    ), cost as (
        select paid.member_id, sum(paid.points * recipients.count)::int as points,
               sum(paid.points * recipients.count) filter (where paid.is_given)::int as given
        from paid
        cross join lateral (select count(*)::int as count
                            from gracy.kudos_recipient recipient
                            where recipient.team_space_id = p_team_space_id and recipient.kudos_id = paid.id) as recipients
        group by paid.member_id
    )
    select array_agg(cost.member_id), array_agg(cost.points), array_agg(coalesce(cost.given, 0))
    into v_payers, v_costs, v_gifts
    from cost;
    perform
    from gracy.allowance_period period
    where period.team_space_id = p_team_space_id and period.member_id = any (v_payers)
          and period.period_start = p_period_start
    order by period.member_id
    for no key update;
    select coalesce(sum(least(payer.given, period.spent)), 0) into v_given
    from unnest(v_payers, v_gifts) as payer(member_id, given)
    join gracy.allowance_period period
         on period.team_space_id = p_team_space_id and period.member_id = payer.member_id
            and period.period_start = p_period_start;
    update gracy.allowance_period period
    set spent = greatest(period.spent - payer.cost, 0)
    from unnest(v_payers, v_costs) as payer(member_id, cost)
    where period.team_space_id = p_team_space_id and period.member_id = payer.member_id
          and period.period_start = p_period_start;
    return v_given;
end
$$;
