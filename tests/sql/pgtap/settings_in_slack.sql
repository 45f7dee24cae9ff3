-- What a member sets for themselves in Slack, and the kudos that they look back at.
begin;
\ir company.inc
select plan(18);
insert into check_in_preference (team_space_id, member_id, snoozed_until) values (900001, 7002, '2099-01-01');
set local role gracy_app;
create function pg_temp.own() returns text language sql as $$
    select concat_ws(' ', outcome, locale, asked, weekdays, at_minute, quiet_from, quiet_until, on_leaderboards, celebrates_birthday, celebrates_anniversary)
    from own_settings('T0LEFT', null, 'U7002')
$$;
create function pg_temp.set(who text, locale text, weekdays int[], quiet_until text, shown bool, workspace text default 'T0LEFT') returns text language sql as $$
    select outcome from set_own_settings(workspace, null, who, locale, weekdays, 570, '21:00', quiet_until, shown, shown, true, 'r')
$$;
select is(pg_temp.own(), 'ok ko t {2,4} 1020 21:00 08:00 t f t', 'at first everything is as for everybody');
select is(pg_temp.set('U7002', 'en', '{1,5}', '07:00', false), 'ok', 'all of it is set at once');
select is(pg_temp.own(), 'ok en t {1,5} 570 21:00 07:00 f f t', 'and is so then');
select is((select snoozed_until from check_in_preference where team_space_id = 900001 and member_id = 7002), '2099-01-01'::date, 'what the form does not have stays');
select is((select count(*)::int from audit_log where team_space_id = 900001 and action = 'member.update' and target_id = '7002'), 1, 'the profile''s part is audited as over the API');
select is(pg_temp.set('U7002', 'en', '{1,5}', '07:00', false), 'ok', 'again');
select is((select count(*)::int from audit_log where team_space_id = 900001 and action = 'member.update' and target_id = '7002'), 1, 'changes nothing');
select is(pg_temp.set('U7002', 'en', '{}', '07:00', false), 'ok', 'no day');
select is(pg_temp.own(), 'ok en f {1,5} 570 21:00 07:00 f f t', 'is not being asked; the days stay');
select is(pg_temp.set('U7002', 'ko', '{1}', '21:00', true), 'same_time', 'quiet hours of no time are refused');
select is(pg_temp.set('U7002', 'ko', '{1}', '20:00', true), 'too_long', 'and those of nearly all day');
select is(pg_temp.own(), 'ok en f {1,5} 570 21:00 07:00 f f t', 'and nothing else is changed then');
select is(pg_temp.set('U7006', 'ko', '{1}', '07:00', true), 'not_member', 'who is no member sets nothing');
select is(pg_temp.set('U7002', 'ko', '{1}', '07:00', true, 'T0NONE'), 'unknown_workspace', 'nor does anybody in a workspace that is not connected');
select is((select locale from own_settings('T0RIGHT', null, 'U7002')), 'en', 'the same number of another team space is somebody else');

reset role;
insert into kudos (team_space_id, id, giver_id, value_id, points, message, visibility, source) overriding system value
values (900001, -1, 7003, 7001, 2, 'thanks for it all', 'anonymous', 'api'), (900001, -2, 7002, 7001, 1, 'and to you as well', 'public', 'api');
insert into kudos_recipient (team_space_id, kudos_id, member_id, position, points, created_at)
values (900001, -1, 7002, 1, 2, now()), (900001, -2, 7003, 1, 1, now()), (900001, -2, 7101, 2, 1, now());
set local role gracy_app;
select is((select array_agg(concat_ws('|', is_given, people, value, points) order by is_given) from recent_kudos('T0LEFT', null, 'U7002', 5)),
          '{f||Customer First|2,"t|박철수, 왼손|Customer First|1"}', 'kudos are looked back at, without who gave anonymously');
select is((select array_agg(id order by id) from find_group_members('T0LEFT', null, 'U7002', '{U7001,U7002,U7003,U7004,U7006,UBOT,UNOBODY}', 10)), '{7001,7003}',
          'of a user group those may get kudos who are members, but for oneself');
select is((select count(*)::int from find_group_members('T0LEFT', null, 'UNOBODY', '{U7001}', 10)), 0, 'and from a stranger nobody');
select * from finish();
rollback;
