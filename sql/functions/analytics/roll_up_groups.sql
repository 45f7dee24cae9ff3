-- Adds up what the members of every group of one kind did in a period; what was there before is replaced. Values are
-- kept only of groups with as many members as the threshold; see withhold_complements for what follows from that.
create or replace function gracy.roll_up_groups(
    p_team_space_id bigint,
    p_grain text,
    p_period_start date,
    p_group_kind text) returns void
    language plpgsql as $$
declare
    v_k int;
    v_tz text;
    v_from timestamptz;
    v_until timestamptz;
begin
    select team_space.k_score, team_space.tz into v_k, v_tz from gracy.team_space where team_space.id = p_team_space_id;
    v_from := p_period_start::timestamp at time zone v_tz;
    v_until := gracy.period_end(p_grain, p_period_start)::timestamp at time zone v_tz;

    delete from gracy.group_value_activity old
    where old.team_space_id = p_team_space_id and old.group_kind = p_group_kind and old.grain = p_grain
          and old.period_start = p_period_start;
    delete from gracy.group_activity old
    where old.team_space_id = p_team_space_id and old.group_kind = p_group_kind and old.grain = p_grain
          and old.period_start = p_period_start;

    insert into gracy.group_activity as added
        (team_space_id, group_kind, group_id, grain, period_start, members, withheld, givers, receivers, participants, gifts,
         points, cross_gifts, pairs, mutual_pairs, isolated)
    with counted as (
        select belongs.group_id, count(*) as members,
               count(*) filter (where activity.gifts_given > 0) as givers,
               count(*) filter (where activity.gifts_received > 0) as receivers,
               count(activity.member_id) as participants,
               coalesce(sum(activity.gifts_given), 0) as gifts, coalesce(sum(activity.points_given), 0) as points,
               coalesce(sum(activity.cross_given), 0) as cross_gifts
        from gracy.analytics_group_member belongs
        left join gracy.member_activity activity
               on activity.team_space_id = p_team_space_id and activity.grain = p_grain
                  and activity.period_start = p_period_start and activity.member_id = belongs.member_id
        where belongs.team_space_id = p_team_space_id and belongs.group_kind = p_group_kind
        group by belongs.group_id
    ), thanked as (
        select belongs.group_id, count(*) as pairs, count(back.giver_id) / 2 as mutual_pairs
        from gracy.recognition_edge edge
        join gracy.analytics_group_member belongs
          on belongs.team_space_id = p_team_space_id and belongs.group_kind = p_group_kind
             and belongs.member_id = edge.giver_id
        join gracy.analytics_group_member alike
          on alike.team_space_id = p_team_space_id and alike.group_kind = p_group_kind
             and alike.group_id = belongs.group_id and alike.member_id = edge.receiver_id
        left join gracy.recognition_edge back
               on back.team_space_id = p_team_space_id and back.month = edge.month and back.giver_id = edge.receiver_id
                  and back.receiver_id = edge.giver_id
        where edge.team_space_id = p_team_space_id and edge.month = p_period_start and p_grain = 'month'
        group by belongs.group_id
    )
    select p_team_space_id, p_group_kind, counted.group_id, p_grain, p_period_start, counted.members,
           case when not shown then 'too_few' end,
           case when shown then counted.givers end, case when shown then counted.receivers end,
           case when shown then counted.participants end, case when shown then counted.gifts end,
           case when shown then counted.points end, case when shown then counted.cross_gifts end,
           case when shown and p_grain = 'month' then coalesce(thanked.pairs, 0) end,
           case when shown and p_grain = 'month' then coalesce(thanked.mutual_pairs, 0) end,
           case when shown and p_grain = 'month'
                     and counted.members - counted.participants >= v_k and counted.participants >= v_k
                then counted.members - counted.participants end
    from counted
    cross join lateral (select counted.members >= v_k as shown) threshold
    left join thanked on thanked.group_id = counted.group_id;
    perform gracy.withhold_complements(p_team_space_id, p_grain, p_period_start, p_group_kind);

    insert into gracy.group_value_activity
        (team_space_id, group_kind, group_id, grain, period_start, value_id, gifts)
    select p_team_space_id, p_group_kind, belongs.group_id, p_grain, p_period_start, kudos.value_id, count(*)
    from gracy.kudos
    join gracy.kudos_recipient recipient
      on recipient.team_space_id = p_team_space_id and recipient.kudos_id = kudos.id
    join gracy.analytics_group_member belongs
      on belongs.team_space_id = p_team_space_id and belongs.group_kind = p_group_kind
         and belongs.member_id = recipient.member_id
    join gracy.group_activity activity
      on activity.team_space_id = p_team_space_id and activity.group_kind = p_group_kind
         and activity.group_id = belongs.group_id and activity.grain = p_grain
         and activity.period_start = p_period_start and activity.withheld is null
    where kudos.team_space_id = p_team_space_id and kudos.created_at >= v_from and kudos.created_at < v_until
          and kudos.voided_at is null
    group by belongs.group_id, kudos.value_id;
end
$$;
