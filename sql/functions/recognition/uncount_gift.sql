-- Takes a gift, and the boosts on it, out of the counters again, on the days that they were counted on.
create or replace function gracy.uncount_gift(p_team_space_id bigint, p_kudos_id bigint) returns void
    language plpgsql as $$
begin
    perform gracy.count_points(p_team_space_id, array_agg(change.member_id), array_agg(change.metric),
                               array_agg(change.counted_on), array_agg(-change.points), array_agg(-change.gifts))
    from (
        select kudos.giver_id as member_id, 'given' as metric, kudos.counted_on,
               kudos.points * count(*)::int as points, 1 as gifts
        from gracy.kudos
        join gracy.kudos_recipient recipient
          on recipient.team_space_id = p_team_space_id and recipient.kudos_id = kudos.id
        where kudos.team_space_id = p_team_space_id and kudos.id = p_kudos_id and kudos.visibility = 'public'
        group by kudos.giver_id, kudos.counted_on, kudos.points
        union all
        select recipient.member_id, 'received', kudos.counted_on, kudos.points, 1
        from gracy.kudos
        join gracy.kudos_recipient recipient
          on recipient.team_space_id = p_team_space_id and recipient.kudos_id = kudos.id
        where kudos.team_space_id = p_team_space_id and kudos.id = p_kudos_id and kudos.visibility <> 'private'
        union all
        select boost.member_id, 'given', boost.counted_on, boost.points * count(*)::int, 0
        from gracy.kudos_boost boost
        join gracy.kudos_recipient recipient
          on recipient.team_space_id = p_team_space_id and recipient.kudos_id = boost.kudos_id
        where boost.team_space_id = p_team_space_id and boost.kudos_id = p_kudos_id
        group by boost.member_id, boost.counted_on, boost.points
        union all
        select recipient.member_id, 'received', boost.counted_on, boost.points, 0
        from gracy.kudos_boost boost
        join gracy.kudos_recipient recipient
          on recipient.team_space_id = p_team_space_id and recipient.kudos_id = boost.kudos_id
        where boost.team_space_id = p_team_space_id and boost.kudos_id = p_kudos_id
    ) as change;

    with thanked as (
        select kudos.giver_id, recipient.member_id as receiver_id, recipient.points,
               gracy.leaderboard_start('month', kudos.counted_on) as month
        from gracy.kudos
        join gracy.kudos_recipient recipient
          on recipient.team_space_id = p_team_space_id and recipient.kudos_id = kudos.id
        where kudos.team_space_id = p_team_space_id and kudos.id = p_kudos_id and kudos.visibility <> 'anonymous'
    ), emptied as (
        delete from gracy.recognition_edge edge
        using thanked
        where edge.team_space_id = p_team_space_id and edge.giver_id = thanked.giver_id and edge.month = thanked.month
              and edge.receiver_id = thanked.receiver_id and edge.gifts <= 1
    )
    update gracy.recognition_edge edge
    set gifts = edge.gifts - 1, points = edge.points - thanked.points
    from thanked
    where edge.team_space_id = p_team_space_id and edge.giver_id = thanked.giver_id and edge.month = thanked.month
          and edge.receiver_id = thanked.receiver_id and edge.gifts > 1;
end
$$;
