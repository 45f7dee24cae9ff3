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
    with given as (
        select kudos.giver_id as member_id, count(*) as gifts, sum(recipient.points) as points,
               count(*) filter (where receiver.department_id is distinct from giver.department_id) as across
        from gracy.kudos
        join gracy.kudos_recipient recipient
          on recipient.team_space_id = p_team_space_id and recipient.kudos_id = kudos.id
        join gracy.member giver on giver.team_space_id = p_team_space_id and giver.id = kudos.giver_id
        join gracy.member receiver on receiver.team_space_id = p_team_space_id and receiver.id = recipient.member_id
        where kudos.team_space_id = p_team_space_id and kudos.giver_id > p_after_id and kudos.giver_id <= v_last_id
              and kudos.created_at >= v_from and kudos.created_at < v_until
              and kudos.counted_on >= p_period_start and kudos.counted_on < v_ends_on
              and kudos.visibility = 'public' and kudos.voided_at is null
        group by kudos.giver_id
    ), received as (
        select recipient.member_id, count(*) as gifts
        from gracy.kudos_recipient recipient
        join gracy.kudos on kudos.team_space_id = p_team_space_id and kudos.id = recipient.kudos_id
        where recipient.team_space_id = p_team_space_id
              and recipient.member_id > p_after_id and recipient.member_id <= v_last_id
              and recipient.created_at >= v_from and recipient.created_at < v_until
              and kudos.counted_on >= p_period_start and kudos.counted_on < v_ends_on
              and kudos.visibility = 'public' and kudos.voided_at is null
        group by recipient.member_id
    )
    select p_team_space_id, p_grain, p_period_start, member_id, coalesce(given.across, 0), coalesce(given.gifts, 0),
           coalesce(given.points, 0), coalesce(received.gifts, 0)
    from given full join received using (member_id);
    return case when v_stretch = p_limit then v_last_id end;
end
$$;
