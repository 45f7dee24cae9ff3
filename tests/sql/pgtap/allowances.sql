-- What everybody may give, from when until when, and what a change of it does.
begin;
\ir company.inc
select plan(36);

create function pg_temp.terms(day date, policy recognition_policy) returns text language sql as $$
    select concat_ws(' ', period, points, starts_on, ends_on) from allowance_terms(policy, day)
$$;
create function pg_temp.policy(period text, since date default '-infinity', next_period text default null, next_points int default null,
                               next_since date default null) returns recognition_policy language sql as $$
    select jsonb_populate_record(recognition_policy, jsonb_build_object('period', $1, 'points', 100, 'since', $2, 'next_period', $3,
                                 'next_points', $4, 'next_since', $5))
    from recognition_policy where team_space_id = 900001
$$;
select is(pg_temp.terms('2026-11-21', pg_temp.policy('monthly')), 'monthly 100 2026-11-01 2026-12-01', 'a month');
select is(pg_temp.terms('2026-12-31', pg_temp.policy('monthly')), 'monthly 100 2026-12-01 2027-01-01', 'to the end of the year');
select is(pg_temp.terms('2028-02-29', pg_temp.policy('monthly')), 'monthly 100 2028-02-01 2028-03-01', 'and of a leap February');
select is(pg_temp.terms('2026-11-22', pg_temp.policy('weekly')), 'weekly 100 2026-11-16 2026-11-23', 'a week is over with its Sunday');
select is(pg_temp.terms('2026-11-23', pg_temp.policy('weekly')), 'weekly 100 2026-11-23 2026-11-30', 'and begins with its Monday');
select is(pg_temp.terms('2000-01-16', pg_temp.policy('biweekly')), 'biweekly 100 2000-01-03 2000-01-17', 'a fortnight');
select is(pg_temp.terms('1999-12-31', pg_temp.policy('biweekly')), 'biweekly 100 1999-12-20 2000-01-03', 'before the first of them, too');
select is(pg_temp.terms('2026-11-21', pg_temp.policy('quarterly')), 'quarterly 100 2026-10-01 2027-01-01', 'a quarter');
select is(pg_temp.terms('2026-11-30', pg_temp.policy('monthly', '-infinity', 'weekly', 25, '2026-12-01')), 'monthly 100 2026-11-01 2026-12-01',
          'what is to come has not come');
select is(pg_temp.terms('2026-12-01', pg_temp.policy('monthly', '-infinity', 'weekly', 25, '2026-12-01')), 'weekly 25 2026-12-01 2026-12-07',
          'and then begins in the middle of its week');
select is(pg_temp.terms('2026-12-08', pg_temp.policy('monthly', '-infinity', 'weekly', 25, '2026-12-01')), 'weekly 25 2026-12-07 2026-12-14', 'once');

-- Changes.
create function pg_temp.changed(changes jsonb) returns text language sql as $$
    select update_recognition_policy(900001, 7001, 0, changes, 'r');
    select concat_ws(' ', period, points, next_period, next_points, next_since - date_trunc('month', now() at time zone 'Asia/Seoul')::date)
    from recognition_policy where team_space_id = 900001
$$;
select gives.outcome from give_kudos(900001, 7001, '{7002}', '고객우선', 40, '고마워요', 'public', null, null) as gives \gset
create function pg_temp.remaining(member bigint) returns int language sql as $$
    select greatest(mine.granted, terms.points) + coalesce(mine.boost, 0) - coalesce(mine.spent, 0)
    from recognition_policy policy
    cross join allowance_terms(policy, (now() at time zone 'Asia/Seoul')::date) as terms
    left join allowance_period mine on mine.team_space_id = 900001 and mine.member_id = member and mine.period_start = terms.starts_on
    where policy.team_space_id = 900001
$$;
select is(pg_temp.changed('{"points": 150}'), 'monthly 150', 'a raise comes at once');
select is(pg_temp.remaining(7001), 110, 'for who has given already');
select is(pg_temp.remaining(7002), 150, 'and who has not');
select is((select allowance_left from give_kudos(900001, 7001, '{7002}', '고객우선', 10, '고마워요', 'public', null, null)), 100, 'and can be given');
select matches(pg_temp.changed('{"points": 20}'), '^monthly 150 monthly 20 (28|29|30|31)$', 'less comes with the next month');
select is(pg_temp.remaining(7002), 150, 'until then nothing is taken away');
select matches(pg_temp.changed('{"period": "weekly"}'), '^monthly 150 weekly 20 (28|29|30|31)$', 'another length does too, and keeps what waited with it');
select is(pg_temp.changed('{"period": "monthly", "points": 150}'), 'monthly 150', 'a change that waits can be called off');
update recognition_policy set next_period = 'weekly', next_points = 30, next_since = '2020-01-01' where team_space_id = 900001;
select is(pg_temp.changed('{"shortest_message": 5}'), 'weekly 30', 'what has come is what is, from then on');
select is((select since from recognition_policy where team_space_id = 900001), '2020-01-01', 'since its day');
select is(update_recognition_policy(900001, 7001, 1, '{}', 'r'), 'version_mismatch', 'a change of another version is refused');
select ok((select count(*) >= 5 from audit_log where team_space_id = 900001 and action = 'recognition_policy.update'), 'changes are audited');

-- What an administrator adds.
update recognition_policy set period = 'monthly', points = 100, since = '-infinity', shortest_message = 1 where team_space_id = 900001;
select is(set_allowance_boost(900001, 7002, 7003, 30, 'r'), 'ok', 'a boost');
select is(pg_temp.remaining(7003), 130, 'is there to give');
select is((select outcome from give_kudos(900001, 7003, '{7002}', '고객우선', 120, '고마워요', 'public', null, null)), 'ok', 'and given');
select is(set_allowance_boost(900001, 7002, 7003, 10, 'r') || ' ' || set_allowance_boost(900001, 7002, 7102, 10, 'r'), 'ok not_found',
          'less than what was spent is taken as any other is: a refusal would tell how much that is; and not for another team space''s');
\i :statements
create temporary table allowance_then as execute "recognition/get_allowance"(900001, 7003);
select is((select remaining from allowance_then), 0, 'nothing is left then');
select is((select boost from allowance_period where team_space_id = 900001 and member_id = 7003 and period_start = date_trunc('month', now() at time zone 'Asia/Seoul')::date), 10, 'what is read back is what was set');
select is((select outcome from give_kudos(900001, 7003, '{7002}', '고객우선', 1, '고마워요', 'public', null, null)), 'allowance_exceeded', 'and nothing can be given');
select is(set_allowance_boost(900001, 7002, 7003, 25, 'r'), 'ok', 'until there is more');
select is((select outcome from give_kudos(900001, 7003, '{7002}', '고객우선', 6, '고마워요', 'public', null, null)), 'allowance_exceeded', 'of what was spent nothing is forgotten');
select is((select outcome from give_kudos(900001, 7003, '{7002}', '고객우선', 5, '고마워요', 'public', null, null)), 'ok', 'what there is can be given');
select is(boost_allowance(900001, 7002, 7003, 40, 'r', 31), 'version_mismatch', 'who has read another number sets nothing');
select is((select boost from allowance_period where team_space_id = 900001 and member_id = 7003 and period_start = date_trunc('month', now() at time zone 'Asia/Seoul')::date), 25, 'over what is there');
select is(boost_allowance(900001, 7002, 7003, 40, 'r', 26) || ' ' || boost_allowance(900001, 7002, 7002, 5, 'r', 1), 'ok ok', 'who has read this one does, and of none the first');
select * from finish();
rollback;
