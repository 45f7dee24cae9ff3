-- People who do not want to be ranked, and people who are told things.
with filler as (
    insert into member (team_space_id, name, email, status)
    select id, 'Filler ' || n, 'filler' || n || '@example.org', 'active'
    from team_space, generate_series(1, 600) as n where slug = 'filler-1'
    returning team_space_id, id
)
insert into leaderboard_opt_out (team_space_id, member_id)
select team_space_id, id from filler;
insert into member_notice (team_space_id, member_id, kind, text_en, text_ko, subject_kind, subject_id)
select team_space_id, id, 'kudos.voided', 'Notice ' || n, '알림 ' || n, 'kudos', n::text
from member, generate_series(1, 3) as n;
-- What the statements under test act on: fresh gifts between the first three active members of hanbit, and limits
-- between two people, so that the look at them is taken.
update recognition_policy set pair_gifts_a_day = 100, pair_percent = 100
where team_space_id = (select id from team_space where slug = 'hanbit');
with people as (
    select team_space_id, array_agg(id order by id) as ids
    from member
    where team_space_id = (select id from team_space where slug = 'hanbit') and status = 'active'
    group by team_space_id
), given as (
    insert into kudos (team_space_id, giver_id, value_id, message, points, visibility, source)
    select people.team_space_id, ids[gift.giver], (select min(id) from company_value value
                                                   where value.team_space_id = people.team_space_id),
           gift.message, 2, gift.visibility, 'api'
    from people, (values (1, 'of the first', 'public'), (2, 'of the second', 'public'), (2, 'of nobody', 'anonymous'))
                     as gift(giver, message, visibility)
    returning team_space_id, id, giver_id, created_at
)
insert into kudos_recipient (team_space_id, kudos_id, member_id, position, points, created_at)
select given.team_space_id, given.id, people.ids[3], 1, 2, given.created_at
from given join people on people.team_space_id = given.team_space_id;
insert into allowance_period as period (team_space_id, member_id, period_start, granted, spent)
select team_space.id, kudos.giver_id, date_trunc('month', now() at time zone team_space.tz)::date, 500, 2 * count(*)
from team_space join kudos on kudos.team_space_id = team_space.id and kudos.created_at = now()
where team_space.slug = 'hanbit'
group by team_space.id, kudos.giver_id, team_space.tz
on conflict (team_space_id, member_id, period_start) do update set spent = period.spent + excluded.spent;
