-- Takes gifts, and the boosts on them, out of the counters again, on the days that they were counted on.
create or replace function gracy.uncount_gifts(p_team_space_id bigint, p_kudos_ids bigint[]) returns void
    language plpgsql
    set enable_sort = on
    as $$
declare
    v_givers bigint[];
    v_months date[];
    v_receivers bigint[];
begin
    perform gracy.count_points(p_team_space_id, array_agg(change.member_id), array_agg(change.metric),
                               array_agg(change.counted_on), array_agg(-change.points), array_agg(-change.gifts))
    from (
        select kudos.giver_id as member_id, 'given' as metric, kudos.counted_on,
               kudos.points * count(*)::int as points, 1 as gifts
        from gracy.kudos
        join gracy.kudos_recipient recipient
          on recipient.team_space_id = p_team_space_id and recipient.kudos_id = kudos.id
        where kudos.team_space_id = p_team_space_id and kudos.id = any (p_kudos_ids) and kudos.visibility = 'public'
        group by kudos.id, kudos.giver_id, kudos.counted_on, kudos.points
        union all
        select recipient.member_id, 'received', kudos.counted_on, kudos.points, 1
        from gracy.kudos
        join gracy.kudos_recipient recipient
          on recipient.team_space_id = p_team_space_id and recipient.kudos_id = kudos.id
        where kudos.team_space_id = p_team_space_id and kudos.id = any (p_kudos_ids) and kudos.visibility <> 'private'
        union all
        select boost.member_id, 'given', boost.counted_on, boost.points * count(*)::int, 0
        from gracy.kudos_boost boost
        join gracy.kudos_recipient recipient
          on recipient.team_space_id = p_team_space_id and recipient.kudos_id = boost.kudos_id
        where boost.team_space_id = p_team_space_id and boost.kudos_id = any (p_kudos_ids)
        group by boost.kudos_id, boost.member_id, boost.counted_on, boost.points
        union all
        select recipient.member_id, 'received', boost.counted_on, boost.points, 0
        from gracy.kudos_boost boost
        join gracy.kudos_recipient recipient
          on recipient.team_space_id = p_team_space_id and recipient.kudos_id = boost.kudos_id
        where boost.team_space_id = p_team_space_id and boost.kudos_id = any (p_kudos_ids)
    ) as change;

    with thanked as materialized (
        select kudos.giver_id, recipient.member_id as receiver_id, gracy.leaderboard_start('month', kudos.counted_on) as month,
               count(*)::int as gifts, sum(recipient.points)::int as points
        from gracy.kudos
        join gracy.kudos_recipient recipient
          on recipient.team_space_id = p_team_space_id and recipient.kudos_id = kudos.id
        where kudos.team_space_id = p_team_space_id and kudos.id = any (p_kudos_ids) and kudos.visibility <> 'anonymous'
        group by 1, 2, 3
    ), held as materialized (
        select thanked.*
        from thanked
        join gracy.recognition_edge edge
          on edge.team_space_id = p_team_space_id and edge.giver_id = thanked.giver_id and edge.month = thanked.month
             and edge.receiver_id = thanked.receiver_id
        order by edge.giver_id, edge.month, edge.receiver_id
        for no key update of edge
    ), changed as (
        update gracy.recognition_edge edge
        set gifts = edge.gifts - held.gifts, points = edge.points - held.points
        from held
        where edge.team_space_id = p_team_space_id and edge.giver_id = held.giver_id and edge.month = held.month
              and edge.receiver_id = held.receiver_id
        returning edge.giver_id, edge.month, edge.receiver_id, edge.gifts
    )
    select array_agg(changed.giver_id), array_agg(changed.month), array_agg(changed.receiver_id)
    into v_givers, v_months, v_receivers
    from changed
    where changed.gifts <= 0;
    -- Behind the update: only whoever holds a row knows what is left in it.
    delete from gracy.recognition_edge edge
    using unnest(v_givers, v_months, v_receivers) as emptied(giver_id, month, receiver_id)
    where edge.team_space_id = p_team_space_id and edge.giver_id = emptied.giver_id and edge.month = emptied.month
          and edge.receiver_id = emptied.receiver_id;
end
$$;
