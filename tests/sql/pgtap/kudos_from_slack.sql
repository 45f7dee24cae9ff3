-- The /kudos command: Slack's identities, refusals with what an answer needs.
begin;
\ir company.inc
set local role gracy_app;
select plan(13);

create function pg_temp.given(team text, giver text, recipients text[], value text default '고객우선') returns text
language sql as $$
    select concat_ws(' ', outcome, subject, locale, recipient_names, value_names)
    from give_kudos_from_slack(team, null, giver, recipients, value, 1, '고마워요', gen_random_uuid()::text, '\x01')
$$;
select is(pg_temp.given('T0LEFT', 'U7001', '{U7002,U7003}'), 'ok ko {이영희,박철수} {고객우선}', 'given, with the names in order');
select is(pg_temp.given('T0RIGHT', 'U7001', '{U7002}', 'retired'), 'ok en {"Younghee Lee"} {"Customer First",Retired}',
          'in the other workspace''s language, with the names and values of its readers');
select is((select array_agg(source) from kudos where team_space_id in (900001, 900002)), '{slack,slack}', 'the source is Slack');
select is(pg_temp.given('T0NOBODY', 'U7001', '{U7002}'), 'unknown_workspace en {} {}', 'an unknown workspace');
select is(pg_temp.given('T0LEFT', 'U9', '{U7002}'), 'unknown_giver U9 ko {} {}', 'an unknown giver');
select is(pg_temp.given('T0LEFT', 'U7102', '{U7002}'), 'unknown_giver U7102 ko {} {}', 'a user of another workspace');
select is(pg_temp.given('T0LEFT', 'U7004', '{U7002}'), 'unknown_giver U7004 ko {} {}', 'a user who has left');
select is(pg_temp.given('T0LEFT', 'U7001', '{U7002,U7102}'), 'unknown_recipient U7102 ko {이영희} {고객우선}', 'an unknown recipient');
select is(pg_temp.given('T0LEFT', 'U7001', '{UBOT}'), 'unknown_recipient UBOT ko {} {고객우선}', 'a bot');
select is(pg_temp.given('T0LEFT', 'U7001', '{U7004}'), 'inactive_recipient 최떠남 ko {최떠남} {고객우선}', 'who has left');
select is(pg_temp.given('T0LEFT', 'U7001', '{U7001}'), 'self_kudos ko {김민수} {고객우선}', 'oneself');
select is(pg_temp.given('T0LEFT', 'U7001', '{U7002}', null), 'unknown_value ko {이영희} {고객우선}', 'no value');
reset role;
update slack_installation set status = 'revoked' where team_id = 'T0LEFT';
set local role gracy_app;
select is(pg_temp.given('T0LEFT', 'U7001', '{U7002}'), 'unknown_workspace en {} {}', 'a workspace that took Gracy out');
select * from finish();
rollback;
