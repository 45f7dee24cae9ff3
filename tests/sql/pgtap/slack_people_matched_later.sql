-- Who was in Slack before HR entered them becomes their member then.
begin;
\ir company.inc
insert into role_grant (team_space_id, member_id, role) values (900001, 7001, 'owner');
set local role gracy_app;
select plan(15);
delete from slack_user where team_id = 'T0LEFT';
create function pg_temp.asked() returns int language sql as $$
    with taken as (delete from job where kind = 'slack.match_people' and (payload ->> 'team_space_id')::bigint = 900001 returning 1)
    select count(*)::int from taken
$$;
create function pg_temp.enters(address text, key text) returns bigint language sql as $$
    select id from create_member(900001, 7001, jsonb_build_object('name', address, 'email', address), null, key, '\x01')
$$;
create function pg_temp.member(who text) returns bigint language sql as $$ select member_id from slack_user where team_id = 'T0LEFT' and user_id = who $$;
select ok(pg_temp.enters('first@example.org', 'a') is not null and pg_temp.asked() = 0, 'nobody waits in Slack');
do $$ begin
    perform put_slack_person('T0LEFT', null, who, false, who = 'UGUEST', false, null, address, who <> 'UDOUBT', now(), who)
    from (values ('ULATE', 'late@example.org'), ('UGUEST', 'guest@example.org'), ('UDOUBT', 'doubt@example.org'), ('UOTHER', 'other@example.org'),
                 ('UZLAST', 'zlast@example.org')) as seen(who, address);
end $$;
create temporary table entered as
select address, pg_temp.enters(address, address) as id from unnest(array['Late@Example.org', 'guest@example.org', 'doubt@example.org']) as address;
select is(pg_temp.asked(), 1, 'who waits there may be who was entered, and is looked for once');
select results_eq($$ select after_team_id, after_user_id from match_slack_people(900001, '', '', 2) $$, $$ values ('T0LEFT', 'ULATE') $$,
                  'a page of those who wait says after whom the next one comes: whose confirmed address it is,');
select is(pg_temp.member('ULATE'), (select id from entered where address = 'Late@Example.org'), 'becomes that member');
select is(pg_temp.member('UGUEST'), null, 'but no guest');
select is(pg_temp.member('UDOUBT'), null, 'nor who says so alone');
select is(change_member(900001, 7001, 7101, 0, '{"email": "other@example.org"}', 'r'), 'ok', 'an address is corrected');
select is(pg_temp.asked(), 1, 'and looked for');
select ok(pg_temp.enters('zlast@example.org', 'z') is not null, 'somebody of the next page is entered,');
select results_eq($$ select after_team_id, after_user_id from match_slack_people(900001, 'T0LEFT', 'ULATE', 2) $$, $$ values ('T0LEFT', 'UZLAST') $$,
                  'which is looked at by itself');
select isnt(pg_temp.member('UZLAST'), null, 'and becomes a member');
select is(pg_temp.member('UOTHER'), 7101::bigint, 'who never came in before is asked nothing');
select results_eq($$ select after_team_id, after_user_id from match_slack_people(900001, 'T0LEFT', 'UZLAST', 2) $$, $$ values (null::text, null::text) $$,
                  'after the last page there is none');
-- A search that has begun may have passed whoever is entered now, and one that failed waits.
update job set state = 'running', attempts = 1 where kind = 'slack.match_people';
select ok(pg_temp.enters('next@example.org', 'n') is not null and pg_temp.enters('last@example.org', 'l') is not null and pg_temp.asked() = 2,
          'a search that has begun is not waited for');
insert into job (kind, lane, payload, available_at, attempts, max_attempts, dedupe_key)
values ('slack.match_people', 'bulk', '{"team_space_id": 900001}', now() + interval '15 minutes', 1, 20, '900001/failed'),
       ('slack.match_people', 'bulk', '{"team_space_id": 900001}', now(), 0, 20, '9000010/other');
select ok(pg_temp.enters('more@example.org', 'm') is not null and pg_temp.asked() = 3, 'nor one that failed, nor another team space''s');
select * from finish();
rollback;
