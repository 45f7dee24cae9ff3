-- The demo data set is what it says: consistent, and as large as asked.
begin;
select plan(21);
create temporary table space on commit drop as select id, slug from team_space where slug in ('hanbit', 'daybreak', 'tiny');
select is((select string_agg(slug || ' ' || (select count(*) from member where team_space_id = space.id), ', ' order by slug) from space),
          'daybreak 312, hanbit 416, tiny 12', 'members');
select results_eq($$ select name, name_en, member_role(team_space_id, member.id) from member join space on space.id = team_space_id
                     where slug = 'hanbit' order by member.id limit 3 $$,
                  $$ values ('김민서' collate "C", 'Minseo Kim' collate "C", 'admin'), ('이지호', 'Jiho Lee', 'member'), ('박서연', 'Seoyeon Park', 'member') $$,
                  'the people that the tour knows');
select is((select user_id from slack_user join member on member.team_space_id = slack_user.team_space_id and member.id = member_id
           where email_key = 'jiho.lee@hanbit.example'), 'U0HB000002', 'with their Slack users');
select is_empty($$ select from slack_user join slack_installation using (team_id)
                   where slack_user.team_space_id <> slack_installation.team_space_id $$, 'each in their own workspace');
select is((select count(*)::int from slack_user where team_id = 'T0HANBIT01' and (member_id is not null or is_bot)), 417, 'all of them, and the bot');
select ok((select count(*) filter (where name ~ '[가-힣]') between 200 and 380 from member join space on space.id = team_space_id where slug = 'hanbit'),
          'Korean and English names are mixed');
select is_empty($$ with recursive chain as (
                       select team_space_id, id, manager_id, 0 as depth from member
                       union all
                       select chain.team_space_id, chain.id, member.manager_id, depth + 1 from chain
                       join member on member.team_space_id = chain.team_space_id and member.id = chain.manager_id where depth < 20)
                   select from chain where depth = 20 $$, 'nobody is above themselves');
select is((select count(*)::int from kudos join space on space.id = team_space_id
           where slug = 'hanbit' and message not in ('of the first', 'of the second', 'of nobody')), 2400, 'kudos');
select ok((select max(created_at) - min(created_at) > interval '360 days' and max(created_at) < now() from kudos), 'over a year, until now');
select is_empty($$ select from kudos where not exists (select from kudos_recipient recipient
                   where recipient.team_space_id = kudos.team_space_id and recipient.kudos_id = kudos.id) $$, 'none without a recipient');
select is_empty($$ select from kudos join kudos_recipient recipient on recipient.team_space_id = kudos.team_space_id and kudos_id = kudos.id
                   where giver_id = member_id $$, 'none to oneself');
select is_empty($$ select from kudos join member on member.team_space_id = kudos.team_space_id and member.id = giver_id
                   where hired_on > kudos.created_at::date + 1 $$, 'none before being hired');
select is_empty($$ select given.* from (
                       select team_space_id, payer, date_trunc('month', at at time zone tz)::date as period, sum(points) as points
                       from (select kudos.team_space_id, giver_id as payer, kudos.created_at as at, recipient.points
                             from kudos
                             join kudos_recipient recipient on recipient.team_space_id = kudos.team_space_id and kudos_id = kudos.id
                             union all
                             select boost.team_space_id, boost.member_id, boost.created_at, boost.points
                             from kudos_boost boost
                             join kudos_recipient recipient on recipient.team_space_id = boost.team_space_id
                                                               and recipient.kudos_id = boost.kudos_id) as paid
                       join team_space on team_space.id = paid.team_space_id
                       group by 1, 2, 3) as given
                   left join allowance_period on allowance_period.team_space_id = given.team_space_id and member_id = payer and period_start = period
                   where spent is distinct from points $$, 'the allowances agree with what was given');
select ok((select count(distinct member_id) between 100 and 300 and min(on_date) < now()::date - 300 from mood_entry), 'a year of moods');
select is((select min(score) || '-' || max(score) from mood_entry), '1-5', 'of every kind');
select is((select string_agg(distinct location.name_en, ', ' order by location.name_en) from member
           join location on location.team_space_id = member.team_space_id and location.id = location_id
           join space on space.id = member.team_space_id where slug = 'hanbit' and department_name ~ '공장|법인'),
          'Berlin, Gumi Site, New York, Suwon Site', 'people work where their department is');
select is_empty($$ select from member join space on space.id = team_space_id where slug in ('hanbit', 'daybreak') and location_id is null $$,
                'everybody has a place');
select ok((select count(*) filter (where birth_lunar) >= 20
                  and count(*) filter (where celebrates_birthday) >= 200
           from member join space on space.id = team_space_id where slug = 'hanbit'), 'birthdays, some of them lunar');
select is((select count(distinct wave.id) from wave_trend point
           join space on space.id = point.team_space_id
           join survey_wave wave on wave.team_space_id = space.id and wave.id = point.wave_id and wave.released_at is not null
           join department_edge inside on inside.team_space_id = space.id and inside.ancestor_id = point.group_id and inside.depth > 0
           where slug = 'hanbit' and point.kind = 'department' and point.metric = 'enps' and point.released
                 and wave.name in ('1분기', '2분기')), 2::bigint, 'a division has its number in each wave, with what is inside it');
select is((select count(*) from team_member join space on space.id = team_space_id join team on team.team_space_id = space.id and team.id = team_id
           join member on member.team_space_id = space.id and member.id = member_id
           where slug = 'hanbit' and team.name_en = 'Everybody at Hanbit' and member.status <> 'left'),
          (select count(*) from member join space on space.id = team_space_id where slug = 'hanbit' and status <> 'left'), 'a team of everybody');
select is_empty($$ select from team_member join member on member.team_space_id = team_member.team_space_id and member.id = member_id
                   where member_name <> member.name $$, 'which knows their names');
select * from finish();
rollback;
