-- What waits for who runs the team space, listed in App Home so that they can act on it there.
begin;
\ir company.inc
select plan(17);
insert into role_grant (team_space_id, member_id, role)
select space, member, 'admin' from unnest(array[900001, 900002]) as space, unnest(array[7001, 7003]) as member;
insert into announcement (team_space_id, id, author_id, edited_by, title_ko, body_ko, title_en, body_en, audience, channels, state)
overriding system value
values (900001, 7001, 7001, 7001, '내 공지', '내용', null, null, '{"all": true}', '{slack}', 'submitted'),
       (900001, 7002, 7002, 7002, '남의 공지', repeat('가', 300), 'Theirs', 'Words', '{"all": true}', '{slack}', 'submitted'),
       (900002, 7003, 7002, 7002, 'elsewhere', 'x', null, null, '{"all": true}', '{slack}', 'submitted');
insert into announcement (team_space_id, id, author_id, edited_by, title_ko, body_ko, audience, channels, state, began_at, planned, recipients)
overriding system value
values (900001, 7004, 7002, 7002, '보낸 공지', '내용', '{"all": true}', '{slack}', 'sent', now(), true, 1);
update announcement set correction = '{"title_ko": "고친 제목", "body_ko": "고친 내용"}', correction_by = 7002, correction_at = now()
where team_space_id = 900001 and id = 7004;
insert into hr_ticket (team_space_id, id, member_id, text, created_at) overriding system value
select 900001, 7000 + no, 7002, '질문 ' || no, now() from generate_series(1, 6) as no;
insert into hr_ticket (team_space_id, id, member_id, text) overriding system value values (900002, 7001, 7002, 'elsewhere');
update hr_ticket set state = 'closed', handled_at = now() where team_space_id = 900001 and id = 7002;
set local role gracy_app;
create function pg_temp.waiting(who text) returns text language sql as $$
    select concat_ws('|', to_approve, waiting_ids, waiting_titles) from home_page('T0LEFT', null, who, 5)
$$;
select is(pg_temp.waiting('U7001'), '2|{7002,7004}|{"남의 공지","고친 제목"}', 'announcements and corrections of others wait, not one''s own');
select is(pg_temp.waiting('U7003'), '3|{7001,7002,7004}|{"내 공지","남의 공지","고친 제목"}', 'for who wrote none of them all do');
select is(pg_temp.waiting('U7002'), '0|{}|{}', 'and for who runs nothing none');
select is((select waiting_texts[2] from home_page('T0LEFT', null, 'U7001', 5)), '고친 내용', 'with what they say');
select is((select length(waiting_texts[1]) from home_page('T0LEFT', null, 'U7001', 5)), 200, 'at its beginning');
select is((select to_approve from home_page('T0LEFT', null, 'U7001')), 2, 'the release before counts the same');
select is((select waiting_ids from home_page('T0LEFT', null, 'U7003', 1)), '{7001}', 'no more than are asked for');
select is((select ticket_ids from home_page('T0LEFT', null, 'U7001', 3)), '{7001,7003,7004}', 'the oldest open questions to HR');
select is((select ticket_texts[1] from home_page('T0LEFT', null, 'U7001', 5)), '질문 1', 'and what they ask');
select is((select ticket_askers[1] from home_page('T0LEFT', null, 'U7001', 5)), '이영희', 'and who');
select is((select open_tickets from home_page('T0LEFT', null, 'U7001', 3)), 5, 'all are counted');
select is((select ticket_ids from home_page('T0LEFT', null, 'U7002', 5)), '{}', 'nobody else reads them');
select is((select ticket_texts from home_page('T0RIGHT', null, 'U7001', 5)), '{elsewhere}', 'nor in another team space');

-- Who has done their part sees it gone.
reset role;
insert into slack_message (team_space_id, team_id, method, channel, arguments, due_at)
values (900001, 'T0LEFT', 'views.publish', 'U7001', '{}', now());
delete from job where kind = 'slack.publish_home';
set local role gracy_app;
create function pg_temp.published() returns bigint language sql as $$ select count(*) from job where kind = 'slack.publish_home' $$;
select is((settle_ticket_from_slack('T0LEFT', null, 'U7001', 7001, '네.', 'r')).outcome, 'ok', 'a question is answered');
select is(pg_temp.published(), 1::bigint, 'and App Home is shown anew');
select is((steer_announcement_from_slack('T0LEFT', null, 'U7001', 7002,
                                         (select version from announcement where team_space_id = 900001 and id = 7002), 'approve')).outcome,
          'ok', 'an announcement is approved');
select is(pg_temp.published(), 2::bigint, 'likewise');
select * from finish();
rollback;
