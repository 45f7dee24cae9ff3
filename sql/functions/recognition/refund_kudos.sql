-- Gives back what a gift and the boosts on it cost, to everybody who paid in the present period: how much its giver
-- gets. Allowances are taken in the order of members.
create or replace function gracy.refund_kudos(
    p_team_space_id bigint,
    p_kudos_id bigint,
    p_giver_id bigint,
    p_period_start date,
    p_period_began timestamptz) returns int
    language plpgsql as $$
declare
    v_payers bigint[];
    v_costs int[];
begin
    with paid as (
        select kudos.giver_id as member_id, kudos.points
        from gracy.kudos
        where kudos.team_space_id = p_team_space_id and kudos.id = p_kudos_id and kudos.created_at >= p_period_began
        union all
        select boost.member_id, boost.points
        from gracy.kudos_boost boost
        where boost.team_space_id = p_team_space_id and boost.kudos_id = p_kudos_id
              and boost.created_at >= p_period_began
    )
    select array_agg(paid.member_id), array_agg(paid.points * recipients.count) into v_payers, v_costs
    from paid,
         (select count(*)::int as count
          from gracy.kudos_recipient recipient
          where recipient.team_space_id = p_team_space_id and recipient.kudos_id = p_kudos_id) as recipients;
    perform
    from gracy.allowance_period period
    where period.team_space_id = p_team_space_id and period.member_id = any (v_payers)
          and period.period_start = p_period_start
    order by period.member_id
    for no key update;
    update gracy.allowance_period period
    set spent = period.spent - payer.cost
    from unnest(v_payers, v_costs) as payer(member_id, cost)
    where period.team_space_id = p_team_space_id and period.member_id = payer.member_id
          and period.period_start = p_period_start;
    return coalesce(v_costs[array_position(v_payers, p_giver_id)], 0);
end
$$;
