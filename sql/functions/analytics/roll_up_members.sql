-- Counts what a stretch of members (p_limit of them behind p_after_id) did before everybody's eyes in a period; what was there
-- before is replaced. Returns the last one's id, null when nobody is behind it.
create or replace function gracy.roll_up_members(
    p_team_space_id bigint,
    p_grain text,
    p_period_start date,
    p_after_id bigint,
    p_limit int) returns bigint
    language plpgsql as $$
declare
    v_last_id bigint;
    v_stretch int;
    v_ends_on date := gracy.period_end(p_grain, p_period_start);
    -- Wide enough for every clock: a gift keeps the day on which it was counted, also when the team space changes its clock.
    v_from timestamptz := (p_period_start - 2)::timestamp at time zone 'utc';
    v_until timestamptz := (v_ends_on + 2)::timestamp at time zone 'utc';
begin
    select max(stretch.id), count(*) into v_last_id, v_stretch
    from (select member.id from gracy.member
          where member.team_space_id = p_team_space_id and member.id > p_after_id
          order by member.id limit p_limit) stretch;

    delete from gracy.member_activity old
    where old.team_space_id = p_team_space_id and old.grain = p_grain and old.period_start = p_period_start
          and old.member_id > p_after_id and old.member_id <= v_last_id;
    insert into gracy.member_activity (team_space_id, grain, period_start, member_id, cross_given, public_given, public_points,
                                       public_received)
    select p_team_space_id, p_grain, p_period_start, member.id, given.across, given.gifts, given.points, received.gifts
    from gracy.member
    -- One by one: behind one member's key an index is bounded by the period, behind many it is walked through all years.
    cross join lateral (
        select count(*) as gifts, coalesce(sum(recipient.points), 0) as points,
               count(*) filter (where receiver.department_id is distinct from member.department_id) as across
        from gracy.kudos
        join gracy.kudos_recipient recipient
          on recipient.team_space_id = p_team_space_id and recipient.kudos_id = kudos.id
        join gracy.member receiver on receiver.team_space_id = p_team_space_id and receiver.id = recipient.member_id
        where kudos.team_space_id = p_team_space_id and kudos.giver_id = member.id
              and kudos.created_at >= v_from and kudos.created_at < v_until
              and kudos.counted_on >= p_period_start and kudos.counted_on < v_ends_on
              and kudos.visibility = 'public' and kudos.voided_at is null) as given
    cross join lateral (
        select count(*) as gifts
        from gracy.kudos_recipient recipient
        join gracy.kudos on kudos.team_space_id = p_team_space_id and kudos.id = recipient.kudos_id
        where recipient.team_space_id = p_team_space_id and recipient.member_id = member.id
              and recipient.created_at >= v_from and recipient.created_at < v_until
              and kudos.counted_on >= p_period_start and kudos.counted_on < v_ends_on
              and kudos.visibility = 'public' and kudos.voided_at is null) as received
    where member.team_space_id = p_team_space_id and member.id > p_after_id and member.id <= v_last_id
          and (given.gifts > 0 or received.gifts > 0);
    return case when v_stretch = p_limit then v_last_id end;
end
$$;
