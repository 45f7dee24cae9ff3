-- What one person may get of another's allowance, and how short a message may be.
begin;
\ir company.inc
update recognition_policy set pair_gifts_a_day = 3, pair_percent = 30, shortest_message = 4 where team_space_id = 900001;
set local role gracy_app;
select plan(20);

create function pg_temp.given(recipients bigint[], points int default 1, giver bigint default 7001, message text default '고마워요',
                              visibility text default 'public')
returns text language sql as $$
    select concat_ws(' ', outcome, allowance_left, subject)
    from give_kudos(900001, giver, recipients, '고객우선', points, message, visibility, null, null)
$$;
select is((select pair_gifts_a_day || '/' || pair_percent || '/' || shortest_message from recognition_policy
           where team_space_id = (select id from team_space where slug = 'tiny')), '3/30/1', 'the defaults');
select is(pg_temp.given('{7002}'), 'ok 99', 'one');
select is(pg_temp.given('{7002}', visibility => 'private'), 'ok 98', 'two');
select is(pg_temp.given('{7003,7002}', visibility => 'anonymous'), 'ok 96', 'three');
select is(pg_temp.given('{7003,7002}'), 'pair_daily_limit 96 이영희', 'and not four to one person in a day, however they are seen');
select is(pg_temp.given('{7003}'), 'ok 95', 'to others there is time');
reset role;
update kudos set created_at = created_at - interval '1 day' where team_space_id = 900001 and created_at - interval '1 day' >= date_trunc('month', now() at time zone 'Asia/Seoul') at time zone 'Asia/Seoul';
set local role gracy_app;
select is(pg_temp.given('{7005}', points => 31), 'pair_share_limit 95 정휴직', 'not more than 30 of 100 points');
select is(pg_temp.given('{7005}', points => 30), 'ok 65', 'but 30');
select is(pg_temp.given('{7005}', points => 1), 'pair_share_limit 65 정휴직', 'together, over the whole period');
select is(pg_temp.given('{7101,7005}', points => 1), 'pair_share_limit 65 정휴직', 'nor with somebody else beside them');
select is(pg_temp.given('{7101}', points => 100), 'allowance_exceeded 65 100', 'what cannot be paid is said first');

select is(pg_temp.given('{7001}', giver => 7003), 'ok 99', 'another one''s gift');
create temporary table theirs as select max(id) as id from kudos where team_space_id = 900001;
select is((select outcome from boost_kudos(900001, 7002, (select id from theirs), 29)), 'ok', 'points that are added count');
select is(pg_temp.given('{7001}', points => 2, giver => 7002), 'pair_share_limit 71 김민수', 'to the share as well');
select is(pg_temp.given('{7001}', points => 1, giver => 7002), 'ok 70', 'up to 30');
select is((select outcome || ' ' || refunded from void_kudos(900001, 7002, (select max(id) from kudos where team_space_id = 900001), 0, null, 'r')),
          'ok 1', 'what is taken back');
select is(pg_temp.given('{7001}', points => 1, giver => 7002), 'ok 70', 'counts no more');

select is(pg_temp.given('{7003}', message => '고마', giver => 7005), 'message_too_short 100 4', 'too short');
select is(pair_points(3, 30), 1, 'a small allowance can be given all the same');
select is(pair_points(100, null), null, 'no limit is none');
select * from finish();
rollback;
