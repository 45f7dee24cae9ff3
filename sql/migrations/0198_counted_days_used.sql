-- Every gift and boost has its day (0197), and is counted by it. What is looked through is looked through while gifts are given;
-- `set not null` then believes the check.
alter table gracy.kudos validate constraint kudos_counted;
alter table gracy.kudos_boost validate constraint kudos_boost_counted;
alter table gracy.kudos alter column counted_on set not null;
alter table gracy.kudos_boost alter column counted_on set not null;
alter table gracy.kudos drop constraint kudos_counted;
alter table gracy.kudos_boost drop constraint kudos_boost_counted;

create or replace view gracy.leaderboard_recount with (security_invoker = true) as
with counted as (
    select kudos.team_space_id, giver_id as member_id, 'given' as metric, kudos.counted_on,
           kudos.points * (select count(*) from gracy.kudos_recipient recipient
                           where recipient.team_space_id = kudos.team_space_id and recipient.kudos_id = kudos.id)
               as points, 1 as gifts
    from gracy.kudos where visibility = 'public' and voided_at is null
    union all
    select kudos.team_space_id, recipient.member_id, 'received', kudos.counted_on, recipient.points, 1
    from gracy.kudos
    join gracy.kudos_recipient recipient
      on recipient.team_space_id = kudos.team_space_id and recipient.kudos_id = kudos.id
    where visibility in ('public', 'anonymous') and voided_at is null
    union all
    select kudos.team_space_id, boost.member_id, 'given', boost.counted_on,
           boost.points * (select count(*) from gracy.kudos_recipient recipient
                           where recipient.team_space_id = kudos.team_space_id and recipient.kudos_id = kudos.id), 0
    from gracy.kudos
    join gracy.kudos_boost boost on boost.team_space_id = kudos.team_space_id and boost.kudos_id = kudos.id
    where voided_at is null
    union all
    select kudos.team_space_id, recipient.member_id, 'received', boost.counted_on, boost.points, 0
    from gracy.kudos
    join gracy.kudos_boost boost on boost.team_space_id = kudos.team_space_id and boost.kudos_id = kudos.id
    join gracy.kudos_recipient recipient
      on recipient.team_space_id = kudos.team_space_id and recipient.kudos_id = kudos.id
    where voided_at is null
)
select counted.team_space_id, counted.member_id, metric, span.period,
       gracy.leaderboard_start(span.period, counted.counted_on) as period_start,
       sum(points)::int as points, sum(gifts)::int as gifts,
       bool_and(member.status in ('active', 'on_leave')
                and not exists (select from gracy.leaderboard_opt_out
                                where leaderboard_opt_out.team_space_id = counted.team_space_id
                                      and leaderboard_opt_out.member_id = counted.member_id)) as shown
from counted
join gracy.member on member.team_space_id = counted.team_space_id and member.id = counted.member_id,
     unnest(array['week', 'month', 'quarter', 'year']) as span(period)
group by counted.team_space_id, counted.member_id, metric, span.period, period_start;

create or replace view gracy.recognition_edge_recount with (security_invoker = true) as
select kudos.team_space_id, kudos.giver_id, gracy.leaderboard_start('month', kudos.counted_on) as month,
       recipient.member_id as receiver_id, count(*)::int as gifts, sum(recipient.points)::int as points
from gracy.kudos
join gracy.kudos_recipient recipient
  on recipient.team_space_id = kudos.team_space_id and recipient.kudos_id = kudos.id
where visibility <> 'anonymous' and voided_at is null
group by 1, 2, 3, 4;

-- Takes gifts out on their own day now.
drop function if exists gracy.uncount_gift(bigint, bigint, text);
