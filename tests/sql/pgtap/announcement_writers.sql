-- Nobody approves words of their own.
begin;
\ir company.inc
select plan(8);
update member set status = 'active' where team_space_id = 900001 and id = 7005;
insert into role_grant (team_space_id, member_id, role) select 900001, unnest(array[7001, 7002, 7003, 7005]), 'announcer';
set local role gracy_app;
create temporary table made as
select announcement_id as id from create_announcement(900001, 7001, '공지', null, '내용', null, '{"all": true}', '{email}', true, null, null, null, null, 'r');
create function pg_temp.change(actor bigint) returns text language sql as $$
    select (change_announcement(900001, actor, (select id from made), 0, format('{"body_ko": "%s"}', actor)::jsonb, 'r')).outcome
$$;
create function pg_temp.approve(actor bigint) returns text language sql as $$
    select (approve_announcement(900001, actor, made.id, announcement.version, 'r')).outcome
    from made join announcement on announcement.team_space_id = 900001 and announcement.id = made.id
$$;
select is(pg_temp.change(7002) || ' ' || pg_temp.change(7003) || ' ' || pg_temp.change(7003), 'ok ok ok', 'two others change it');
select is((request_approval(900001, 7001, (select id from made), 0, 'r')).outcome, 'ok', 'it is submitted');
select is(pg_temp.approve(7001), 'own_announcement', 'its author does not approve it');
select is(pg_temp.approve(7002), 'own_announcement', 'nor does who changed it first');
select is(pg_temp.approve(7003), 'own_announcement', 'nor who did last');
select is(pg_temp.approve(7005), 'ok', 'who wrote none of it does');
reset role;
update announcement set state = 'submitted', approved_by = null where team_space_id = 900001 and id = (select id from made);
set local role gracy_app;
do $$ begin
    perform show_announcement(900001, made.id, announcement.version, '{"control": {}, "request": {"ko": {}, "en": {}}, "answer": {"ko": {}, "en": {}}}')
    from made join announcement on announcement.team_space_id = 900001 and announcement.id = made.id;
end $$;
select is((select array_agg(channel) from slack_message where team_space_id = 900001 and dedupe_key like 'approval/%'), '{U7005}',
          'and only they are asked in Slack');

-- When all who may approve have written some of it, that is said at once.
reset role;
insert into member (team_space_id, id, name, email, status) overriding system value
select 900001, 8000 + n, 'reader ' || n, 'reader' || n || '@example.org', 'active' from generate_series(1, 500) as n;
delete from role_grant where team_space_id = 900001 and member_id in (7003, 7005);
set local role gracy_app;
create temporary table large as
select announcement_id as id from create_announcement(900001, 7001, '공지', null, '내용', null, '{"all": true}', '{slack}', true, null, null, null, null, 'r');
do $$ begin perform change_announcement(900001, actor, id, 0, '{"body_ko": "다른 내용"}', 'r') from large, unnest(array[7002, 7001]) as actor; end $$;
select is((select sent.outcome from large join announcement on announcement.team_space_id = 900001 and announcement.id = large.id,
                  lateral send_announcement_from_slack('T0LEFT', null, 'U7001', large.id, announcement.version, 'r') as sent), 'no_approver',
          'nobody is waited for who may not approve it');
select * from finish();
rollback;
