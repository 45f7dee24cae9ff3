-- Adds up what the members of every group did in a period; what was there before is replaced. Values are kept only of groups
-- of which something may be shown (gracy.decide_activity_groups).
--
-- Only public gifts count, which everybody sees with their givers as it is. Groups are counted anew every few minutes, and people
-- come into them, leave them and give meanwhile: any other gift would be what two counts differ by, or what a count is more than
-- the gifts that everybody sees. In the team space those count, too, who work there no more.
create or replace function gracy.roll_up_groups(p_team_space_id bigint, p_grain text, p_period_start date) returns void
    language plpgsql as $$
declare
    v_k int;
    v_tz text;
    -- Of the period, the last one that has begun.
    v_last_day date;
    v_ends_on date := gracy.period_end(p_grain, p_period_start);
    -- As in roll_up_members.
    v_from timestamptz := (p_period_start - 2)::timestamp at time zone 'utc';
    v_until timestamptz := (v_ends_on + 2)::timestamp at time zone 'utc';
begin
    select team_space.k_score, team_space.tz into v_k, v_tz from gracy.team_space where team_space.id = p_team_space_id;
    v_last_day := least(v_ends_on - 1, (now() at time zone v_tz)::date);

    delete from gracy.group_value_activity old
    where old.team_space_id = p_team_space_id and old.grain = p_grain and old.period_start = p_period_start;
    delete from gracy.group_activity old
    where old.team_space_id = p_team_space_id and old.grain = p_grain and old.period_start = p_period_start;

    with decided as materialized (
        select found.* from gracy.decide_activity_groups(p_team_space_id, v_k, p_period_start, v_last_day) as found
    ), shown as materialized (
        select decided.group_kind, decided.group_id, belonging.member_id
        from decided
        cross join lateral unnest(decided.member_ids) as belonging(member_id)
    ), counted as (
        select shown.group_kind, shown.group_id,
               count(*) filter (where activity.public_given > 0) as givers,
               count(*) filter (where activity.public_received > 0) as receivers,
               count(activity.member_id)::int as participants, coalesce(sum(activity.public_given), 0) as gifts,
               coalesce(sum(activity.public_points), 0) as points, coalesce(sum(activity.cross_given), 0) as cross_gifts
        from shown
        left join gracy.member_activity activity
               on activity.team_space_id = p_team_space_id and activity.grain = p_grain
                  and activity.period_start = p_period_start and activity.member_id = shown.member_id
        where shown.group_kind <> 'team_space'
        group by shown.group_kind, shown.group_id
        union all
        select 'team_space', 0, count(*) filter (where activity.public_given > 0),
               count(*) filter (where activity.public_received > 0), count(*)::int,
               coalesce(sum(activity.public_given), 0), coalesce(sum(activity.public_points), 0),
               coalesce(sum(activity.cross_given), 0)
        from gracy.member_activity activity
        where activity.team_space_id = p_team_space_id and activity.grain = p_grain
              and activity.period_start = p_period_start
    ), gift as materialized (
        select kudos.giver_id, recipient.member_id as receiver_id, kudos.value_id
        from gracy.kudos
        join gracy.kudos_recipient recipient
          on recipient.team_space_id = p_team_space_id and recipient.kudos_id = kudos.id
        where kudos.team_space_id = p_team_space_id and kudos.created_at >= v_from and kudos.created_at < v_until
              and kudos.counted_on >= p_period_start and kudos.counted_on < v_ends_on and kudos.visibility = 'public'
              and kudos.voided_at is null
    ), pair as materialized (
        -- Both ways, when there are two of them between the same two.
        select given.giver_id, given.receiver_id,
               count(*) over (partition by least(given.giver_id, given.receiver_id),
                                           greatest(given.giver_id, given.receiver_id)) = 2 as is_mutual
        from (select distinct gift.giver_id, gift.receiver_id from gift where p_grain = 'month') as given
    ), thanked as (
        select shown.group_kind, shown.group_id, count(*) as pairs,
               count(*) filter (where pair.is_mutual) / 2 as mutual_pairs
        from pair
        join shown on shown.member_id = pair.giver_id
        join shown alike on alike.group_kind = shown.group_kind and alike.group_id = shown.group_id
                            and alike.member_id = pair.receiver_id
        where shown.group_kind <> 'team_space'
        group by shown.group_kind, shown.group_id
        union all
        select 'team_space', 0, count(*), count(*) filter (where pair.is_mutual) / 2
        from pair
    ), received as materialized (
        select gift.receiver_id, gift.value_id, count(*) as gifts
        from gift
        group by gift.receiver_id, gift.value_id
    ), thanked_for as (
        select shown.group_kind, shown.group_id, received.value_id, sum(received.gifts) as gifts
        from received
        join shown on shown.member_id = received.receiver_id
        where shown.group_kind <> 'team_space'
        group by shown.group_kind, shown.group_id, received.value_id
        union all
        select decided.group_kind, decided.group_id, received.value_id, sum(received.gifts)
        from received
        join decided on decided.group_kind = 'team_space' and decided.withheld is null
        group by decided.group_kind, decided.group_id, received.value_id
    ), valued as (
        insert into gracy.group_value_activity (team_space_id, group_kind, group_id, grain, period_start, value_id, gifts)
        select p_team_space_id, thanked_for.group_kind, thanked_for.group_id, p_grain, p_period_start,
               thanked_for.value_id, thanked_for.gifts
        from thanked_for
    )
    insert into gracy.group_activity
        (team_space_id, group_kind, group_id, grain, period_start, members, withheld, givers, receivers, participation, gifts,
         points, public_gifts, cross_gifts, pairs, mutual_pairs, isolated)
    select p_team_space_id, decided.group_kind, decided.group_id, p_grain, p_period_start, decided.members,
           decided.withheld,
           -- Who took no part is known by number only when they are no few: not from the share of those who did, either, nor
           -- from nothing being withheld because everybody did.
           case when decided.members - counted.givers >= v_k then counted.givers end,
           case when decided.members - counted.receivers >= v_k then counted.receivers end,
           case when decided.members - counted.participants >= v_k
                then gracy.shown_participation(counted.participants, decided.members) end,
           counted.gifts, counted.points,
           -- public_gifts: as nginx of the release before reads it.
           counted.gifts, counted.cross_gifts,
           case when decided.withheld is null and p_grain = 'month' then coalesce(thanked.pairs, 0) end,
           case when decided.withheld is null and p_grain = 'month' then coalesce(thanked.mutual_pairs, 0) end,
           case when p_grain = 'month' and decided.members - counted.participants >= v_k and counted.participants >= v_k
                then decided.members - counted.participants end
    from decided
    left join counted on decided.withheld is null and counted.group_kind = decided.group_kind
                         and counted.group_id = decided.group_id
    left join thanked on thanked.group_kind = decided.group_kind and thanked.group_id = decided.group_id;
end
$$;
