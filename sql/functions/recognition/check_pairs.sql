-- Whether a giver may give so much to each of these people, as far as trading kudos goes: `ok`, `pair_daily_limit` or
-- `pair_share_limit` with the name of the first recipient whom it would be too much for. Call it behind the giver's
-- allowance, so that no gift of theirs can come in between. A null limit is none.
create or replace function gracy.check_pairs(
    p_team_space_id bigint,
    p_giver_id bigint,
    p_recipient_ids bigint[],
    p_points int,
    p_day_began timestamptz,
    p_period_began timestamptz,
    p_gifts_a_day int,
    p_most_points int,
    out outcome text,
    out subject text)
language plpgsql as $$
begin
    with earlier as (
        select recipient.member_id, (kudos.created_at >= p_day_began)::int as today, recipient.points
        from gracy.kudos
        join gracy.kudos_recipient recipient
          on recipient.team_space_id = p_team_space_id and recipient.kudos_id = kudos.id
        where kudos.team_space_id = p_team_space_id and kudos.giver_id = p_giver_id
              and kudos.created_at >= least(p_day_began, p_period_began) and kudos.voided_at is null
        union all
        select recipient.member_id, 0, boost.points
        from gracy.kudos_boost boost
        join gracy.kudos on kudos.team_space_id = p_team_space_id and kudos.id = boost.kudos_id
                            and kudos.voided_at is null
        join gracy.kudos_recipient recipient
          on recipient.team_space_id = p_team_space_id and recipient.kudos_id = boost.kudos_id
        where boost.team_space_id = p_team_space_id and boost.member_id = p_giver_id
              and boost.created_at >= p_period_began
    )
    select case when sum(earlier.today) >= p_gifts_a_day then 'pair_daily_limit' else 'pair_share_limit' end, member.name
    into outcome, subject
    from unnest(p_recipient_ids) with ordinality as recipient(id, place)
    join gracy.member on member.team_space_id = p_team_space_id and member.id = recipient.id
    left join earlier on earlier.member_id = recipient.id
    group by recipient.place, member.name
    having sum(earlier.today) >= p_gifts_a_day or coalesce(sum(earlier.points), 0) + p_points > p_most_points
    order by recipient.place
    limit 1;
    if not found then
        outcome := 'ok';
    end if;
end
$$;
