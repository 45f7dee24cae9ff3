-- What may be given, to whom, and what it costs.
begin;
\ir company.inc
set local role gracy_app;
select plan(41);

create function pg_temp.given(recipients bigint[], value text default '고객우선', points int default 1,
                              visibility text default 'public', key text default null, message text default '고마워요',
                              hash bytea default '\x01')
returns text language sql as $$
    select concat_ws(' ', outcome, allowance_left, subject)
    from give_kudos(900001, 7001, recipients, value, points, message, visibility, key, hash)
$$;

select is(pg_temp.given('{7002}'), 'ok 99', 'a gift costs its points');
select is(pg_temp.given('{7002,7003}', points => 5), 'ok 89', 'for each recipient');
select is(pg_temp.given('{7005}'), 'ok 88', 'somebody on leave can be thanked');
select is((select count(*)::int from kudos where team_space_id = 900001), 3, 'three gifts are recorded');
select results_eq($$ select member_id, position::int, points from kudos_recipient
                     where team_space_id = 900001 and kudos_id = (select min(id) + 1 from kudos where team_space_id = 900001)
                     order by position $$,
                  $$ values (7002::bigint, 1, 5), (7003, 2, 5) $$, 'with their recipients in order');

select is(pg_temp.given('{7001}'), 'self_kudos 88', 'nobody thanks themselves');
select is(pg_temp.given('{7002,7001}'), 'self_kudos 88', 'nor themselves among others');
select is(pg_temp.given('{7004}'), 'inactive_recipient 88 최떠남', 'nor who has left');
select is(pg_temp.given('{7002,7006}'), 'inactive_recipient 88 강초대', 'nor who has not come yet');
select is(pg_temp.given('{4711}'), 'unknown_recipient 88 4711', 'nor nobody');
select is(pg_temp.given('{7102}'), 'unknown_recipient 88 7102', 'nor a member of another team space');
select is(pg_temp.given('{7003,7002,7003}'), 'duplicate_recipient 88 박철수', 'nor somebody twice');
select is(pg_temp.given('{}'), 'no_recipients 88', 'an empty list is refused');
select is(pg_temp.given(null), 'no_recipients 88', 'and none');
select is(pg_temp.given(array(select generate_series(8001, 8011))), 'too_many_recipients 88 11', 'more than ten are refused');
select is(pg_temp.given('{7002}', value => 'Generosity'), 'unknown_value 88 Generosity', 'a value must be one of the company''s');
select is(pg_temp.given('{7002}', value => 'retired'), 'unknown_value 88 retired', 'and in use here, wherever else it is');
select is(pg_temp.given('{7002}', value => null), 'unknown_value 88', 'and given');
select is(pg_temp.given('{7002}', value => 'customer-first'), 'ok 87', 'written as a tag');
select is(pg_temp.given('{7002}', value => 'CUSTOMERFIRST'), 'ok 86', 'in any case');
select is(pg_temp.given('{7002}', value => normalize('고객 우선', nfd)), 'ok 85', 'or in Korean, decomposed as a Mac writes it');
select is(pg_temp.given('{7002}', points => 0), 'invalid_points 85 0', 'nothing is no gift');
select is(pg_temp.given('{7002}', points => -5), 'invalid_points 85 -5', 'and less is a theft');
select is(pg_temp.given('{7002}', message => E' \n\t'), 'invalid_message 85 3', 'blank words are refused');
select is(pg_temp.given('{7002}', message => repeat('가', 2001)), 'invalid_message 85 2001', 'and more than 2000 characters');
select is(pg_temp.given('{7002}', message => repeat('가', 2000)), 'ok 84', 'but not 2000');
select is(pg_temp.given('{7002}', visibility => 'secret'), 'invalid_visibility 84 secret', 'visibility is public, private or anonymous');

select is(pg_temp.given('{7002}', points => 85), 'allowance_exceeded 84 85', 'more than what is left is refused');
select is(pg_temp.given('{7002,7003}', points => 43), 'allowance_exceeded 84 86', 'for all recipients together');
select is(pg_temp.given('{7002,7003,7005}', points => 2147483647), 'allowance_exceeded 84 6442450941', 'however large');
select is(pg_temp.given('{7002,7003}', points => 42), 'ok 0', 'all that is left can be given');
select is(pg_temp.given('{7002}'), 'allowance_exceeded 0 1', 'and then nothing');

reset role;
select is((select spent from allowance_period where team_space_id = 900001 and member_id = 7001), 100,
          'the period agrees with what was given');
select is((select count(*)::int from allowance_period where team_space_id = 900002), 0, 'the other team space paid nothing');
update allowance_period set period_start = (period_start - interval '1 month')::date
where team_space_id = 900001 and member_id = 7001;
set local role gracy_app;
select is(pg_temp.given('{7002}'), 'ok 99', 'a new month has a new allowance');
reset role;
update recognition_policy set points = 7 where team_space_id = 900001;
set local role gracy_app;
select is((select allowance_left from give_kudos(900001, 7002, '{7001}', 'customerfirst', 1, '고마워요', 'public', null, null)),
          6, 'as much as the company''s policy says');
select is((select outcome from give_kudos(900001, 7004, '{7001}', 'customerfirst', 1, '고마워요', 'public', null, null)),
          'unknown_giver', 'who has left gives nothing');
select is((select outcome from give_kudos(900001, 7102, '{7001}', 'customerfirst', 1, '고마워요', 'public', null, null)),
          'unknown_giver', 'nor somebody of another team space');

-- The month is the team space's.
select is((select array_agg(distinct period_start) from allowance_period where team_space_id = 900001 and member_id = 7002),
          array[date_trunc('month', now() at time zone 'Asia/Seoul')::date], 'of the month as it is in Seoul');
select lives_ok($$ select give_kudos(900002, 7001, '{7002}', 'customerfirst', 1, 'thanks', 'public', null, null) $$,
                'and the other team space gives too');
select is((select array_agg(distinct period_start) from allowance_period where team_space_id = 900002),
          array[date_trunc('month', now() at time zone 'America/New_York')::date], 'of the month as it is in New York');
select * from finish();
rollback;
