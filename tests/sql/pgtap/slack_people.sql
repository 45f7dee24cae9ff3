-- Who in Slack is which member: by a confirmed address of a whole account, or because somebody has said so.
begin;
\ir company.inc
set local role gracy_app;
select plan(106);
delete from slack_user where team_id = 'T0LEFT';
update slack_installation set token_sealed = '\x01', key_id = 'k' where team_id = 'T0LEFT';
update slack_sync set state = 'done';

create function pg_temp.page(cursor text, next text, users text[], emails text[], confirmed int default 1, bot int default 0, guest int default 0,
                             gone int default 0, changed bigint default 1700000000) returns bool language sql as $$
    select store_slack_people(900001, 'T0LEFT', cursor, next, 0, users, users, emails, array_fill(confirmed, array[cardinality(users)]),
                              array_fill(bot, array[cardinality(users)]), array_fill(guest, array[cardinality(users)]),
                              array_fill(gone, array[cardinality(users)]), array_fill('Asia/Seoul'::text, array[cardinality(users)]),
                              array_fill(changed, array[cardinality(users)]))
$$;
create function pg_temp.member(who text) returns bigint language sql as $$ select member_id from slack_user where team_id = 'T0LEFT' and user_id = who $$;
create function pg_temp.link(name text, member bigint, actor bigint default 7001) returns text language sql as $$
    select propose_slack_link(900001, actor, 'T0LEFT', name, member, 'r')
$$;
create function pg_temp.confirm(name text, member bigint) returns text language sql as $$
    select confirm_slack_link(900001, member, 'T0LEFT', name, 'r')
$$;
create function pg_temp.told(member bigint) returns text language sql as $$
    select string_agg(kind, ' ' order by id) from member_notice where team_space_id = 900001 and member_id = member and kind like 'slack.%'
$$;

-- Reading everybody.
select is((select team_id from take_sync(60)), null, 'nothing is to be read');
select is(sync_workspaces(900001, 7001, 'r'), 1, 'a team space''s workspaces are to be read');
select is((select team_id || next_cursor from take_sync(60)), 'T0LEFT', 'from the beginning');
select is((select team_id from take_sync(60)), null, 'by one worker');
select is(pg_temp.page('', 'p2', '{UA,UB}', '{minsu@example.org,nobody@example.org}'), false, 'there is another page');
select is(pg_temp.member('UA'), 7001::bigint, 'a confirmed address makes a member');
select is(pg_temp.page('', 'p2', '{UX}', '{younghee@example.org}'), false, 'a page that was read already');
select is((select count(*) from slack_user where user_id = 'UX' and team_id = 'T0LEFT'), 0::bigint, 'is not read again');
select is((select team_id || next_cursor from take_sync(60)), 'T0LEFTp2', 'whoever goes on goes on from there');
select is(pg_temp.page('p2', '', '{UC}', '{younghee@example.org}', confirmed => 0), true, 'the last page');
select is((select concat_ws(' ', state, people) from slack_sync where team_id = 'T0LEFT'), 'done 3', 'is the end');

-- Who becomes nobody's member by themselves.
select is(pg_temp.member('UC'), null, 'an address that nobody has confirmed');
update slack_sync set state = 'open' where team_id = 'T0LEFT';
do $$ begin
    perform pg_temp.page('', 'b', '{UBOT2}', '{younghee@example.org}', bot => 1), pg_temp.page('b', 'g', '{UGUEST}', '{younghee@example.org}', guest => 1),
            pg_temp.page('g', 'd', '{UGONE}', '{younghee@example.org}', gone => 1), pg_temp.page('d', 's', '{UD}', '{minsu@example.org}'),
            pg_temp.page('s', '', '{UE}', '{gone@example.org}');
end $$;
select is((select array_agg(user_id order by user_id) from slack_user where team_id = 'T0LEFT' and member_id is not null), '{UA}',
          'a bot, a guest, who was deactivated, a second one with the address, and who has left');
select is((select array_agg(user_id order by user_id) from slack_user where team_space_id = 900001 and member_id is null and not is_bot and not deleted),
          '{UB,UC,UD,UE,UGUEST}', 'are for people to look at, if there is anybody');
select is((select array_agg(email order by user_id) from slack_user where team_id = 'T0LEFT' and email is not null and user_id in ('UA', 'UB', 'UGONE')),
          '{nobody@example.org}', 'by an address that is kept of nobody else');

-- What events say later stays.
select is(put_slack_person('T0LEFT', null, 'UB', false, false, true, null, null, false, to_timestamp(1700000100), 'B'), 'ok', 'deactivated');
update slack_sync set state = 'open', next_cursor = '' where team_id = 'T0LEFT';
select is(pg_temp.page('', '', '{UB}', '{minsu@example.org}'), true, 'an older page');
select is((select deleted from slack_user where team_id = 'T0LEFT' and user_id = 'UB'), true, 'does not undo it');

-- Who was invited has come.
update slack_sync set state = 'open', next_cursor = '' where team_id = 'T0LEFT';
select is(pg_temp.page('', '', '{UINVITED}', '{invited@example.org}'), true, 'somebody who was invited is in the workspace');
select is((select status from member where team_space_id = 900001 and id = 7006), 'active', 'and works here from now on');
select is((select diff from audit_log where team_space_id = 900001 and action = 'member.activate'), '{"status": ["invited", "active"]}'::jsonb, 'as the log says');
update member set status = 'invited' where team_space_id = 900001 and id = 7006;
update slack_user set member_id = null, unlinked_at = now() where user_id = 'UINVITED';
select is(pg_temp.link('UINVITED', 7006, 7001), 'proposed', 'who is linked by hand');
select is(pg_temp.confirm('UINVITED', 7006), 'ok', 'and says so');
select is((select status from member where team_space_id = 900001 and id = 7006), 'active', 'has come, too');
update member set status = 'invited' where team_space_id = 900001 and id = 7006;
insert into slack_sign_in (browser_hash, nonce_hash, redirect_uri, stage, expires_at, due_at)
values (sha256('invited'), sha256('n'), 'https://x', 'exchanging', now() + interval '1 hour', now());
select is(finish_sign_in(sha256('invited'), 'T0LEFT', null, 'UINVITED', null), 'verified', 'and so has who signs in');
select is((select status from member where team_space_id = 900001 and id = 7006), 'active', 'with Slack');
delete from slack_sign_in where browser_hash = sha256('invited');
delete from slack_user where user_id = 'UINVITED';

-- Saying so.
insert into role_grant (team_space_id, member_id, role) values (900001, 7001, 'owner'), (900001, 7005, 'admin'), (900001, 7101, 'owner');
update slack_sync set state = 'open', next_cursor = '' where team_id = 'T0LEFT';
select is(pg_temp.page('', '', '{UOWNER}', '{lefty@example.org}'), true, 'whoever runs the workspace says who has which address,');
select is(pg_temp.member('UOWNER'), null, 'so that it makes no owner');
select is((select proposed_member_id from slack_user where team_id = 'T0LEFT' and user_id = 'UOWNER'), 7101::bigint, 'but asks the owner');
select is(pg_temp.told(7101), 'slack.proposed', 'who is told');
update slack_sync set state = 'open', next_cursor = '' where team_id = 'T0LEFT';
select is(pg_temp.page('', '', '{UOWNER}', '{lefty@example.org}'), true, 'read again');
select is(pg_temp.told(7101), 'slack.proposed', 'once');
select is(is_slack_proposed('T0LEFT', null, 'UOWNER'), true, 'and who asks is told to wait');
create function pg_temp.speaks_of_buttons(said text) returns bool language sql as $$
    select bool_and(text_en like '%buttons%' and text_ko like '%버튼%') from member_notice
    where team_space_id = 900001 and member_id = 7101 and kind = 'slack.proposed' and subject_id = 'T0LEFT/' || said
$$;
select is((select concat_ws(' ', team_id, told_in_slack) from slack_proposal('T0LEFT', null, 'UOWNER')), 'T0LEFT f', 'where there are buttons for nobody');
select is(pg_temp.speaks_of_buttons('UOWNER'), false, 'which nobody speaks of');
-- Saying so in Slack, where the member is known.
create function pg_temp.answer(who text, said text, is_it bool) returns text language sql as $$
    select concat_ws(' ', outcome, team_space_id, name) from answer_slack_proposal('T0LEFT', null, who, 'T0LEFT', said, is_it, 'r')
$$;
select is(pg_temp.answer('UOWNER', 'UOWNER', true), 'not_member 900001', 'nobody confirms themselves');
select is(pg_temp.answer('UA', 'UOWNER', true), 'unknown_user 900001', 'nor does anybody else');
select is(slack_link_buttons(900001, 7101, '{T0LEFT/UOWNER,T0LEFT/UA,T0RIGHT/U7001}', '{"confirm": {"action_id": "c", "text": {"text": "Yes"}}, "disown": {"action_id": "d", "text": {"text": "No"}}}')
              #>> '{0,elements,0}',
          (jsonb_build_object('action_id', 'c', 'value', 'T0LEFT/UOWNER', 'text', jsonb_build_object('type', 'plain_text', 'emoji', true, 'text', 'Yes · UOWNER')))::text,
          'a notice has buttons for who is still said to be its reader');
select is(jsonb_array_length(slack_link_buttons(900001, 7101, '{T0LEFT/UOWNER,T0LEFT/UA,T0RIGHT/U7001}', '{"confirm": {}, "disown": {}}')), 1, 'and for nobody else');
insert into slack_user (team_id, user_id, team_space_id, member_id) values ('T0ELSE', 'UHOME', 900001, 7101);
insert into slack_installation (team_space_id, app_id, team_id) values (900001, 'A1', 'T0ELSE');
select is((select concat_ws(' ', team_id, told_in_slack) from slack_proposal('T0LEFT', null, 'UOWNER')), 'T0LEFT t', 'once they are known elsewhere there are');
select is((select pg_temp.speaks_of_buttons('UA') from tell_of_slack_link(900001, 7101, 'slack.proposed', 'T0LEFT', 'UA')), true, 'and a notice says so');
select is((select concat_ws(' ', outcome, name) from answer_slack_proposal('T0ELSE', null, 'UHOME', 'T0LEFT', 'UOWNER', true, 'r')), 'ok UOWNER', 'the member does');
select is(pg_temp.member('UOWNER'), 7101::bigint, 'and is known there from then on');
select is((select outcome from answer_slack_proposal('T0ELSE', null, 'UHOME', 'T0LEFT', 'UOWNER', false, 'r')), 'ok', 'or not');
delete from slack_installation where team_id = 'T0ELSE';
delete from slack_user where user_id in ('UHOME', 'UOWNER');
delete from member_notice where member_id = 7101;
insert into session (id_hash, team_space_id, member_id, idle_expires_at, expires_at)
values (sha256('one'), 900001, 7002, now() + interval '1 day', now() + interval '1 day');
insert into slack_sign_in (browser_hash, nonce_hash, redirect_uri, stage, expires_at, team_space_id, member_id)
values (sha256('b'), sha256('n'), 'https://x', 'verified', now() + interval '1 hour', 900001, 7002);
select is(pg_temp.link('UC', 7002, 7005), 'proposed', 'an administrator says who somebody is');
select is(pg_temp.link('UC', 7002, 7005), 'proposed', 'as often as they like');
select is((select count(*) from audit_log where team_space_id = 900001 and action = 'slack.propose' and target_id = '7002'), 1::bigint,
          'which is told once');
select is(pg_temp.told(7002), 'slack.proposed', 'to the member as well');
select is(concat(pg_temp.member('UC'), (slack_caller('T0LEFT', null, 'UC')).member_id), '', 'and is nothing until the member has confirmed it');
select is(pg_temp.confirm('UC', 7003), 'unknown_user', 'nobody else can');
select is(pg_temp.confirm('UC', 7002), 'ok', 'the member can');
select is(concat_ws(' ', pg_temp.member('UC'), (slack_caller('T0LEFT', null, 'UC')).member_id), '7002 7002', 'and is known from then on');
select is(pg_temp.link('UGUEST', 7002), 'taken', 'one member is one person in a workspace');
select is(pg_temp.link('UGUEST', 7003), 'proposed', 'a guest may be a member, when somebody says so');
select is(disown_slack_user(900001, 7003, 'T0LEFT', 'UGUEST', 'r'), 'ok', 'and the member');
select is(pg_temp.confirm('UGUEST', 7003), 'unknown_user', 'does not say no');
select is(pg_temp.link('UGUEST', 7003, 7003), 'ok', 'who says it of themselves');
select is(pg_temp.member('UGUEST'), 7003::bigint, 'is linked at once');
select is(pg_temp.told(7003), 'slack.proposed slack.linked', 'and hears of it: their token may be somebody else''s');
select is(pg_temp.link('UBOT2', 7003), 'not_a_person', 'a bot may not');
select is(pg_temp.link('UE', 7004), 'inactive_member', 'nor somebody who has left');
select is(pg_temp.link('UE', 7102), 'unknown_member', 'nor another team space''s');
select is(propose_slack_link(900002, 7001, 'T0LEFT', 'UE', 7003, 'r'), 'unknown_user', 'whose administrator does not even see them');
select is(pg_temp.link('UA', 7006, 7005), 'owners_only', 'an owner is taken from their account by owners alone');
select is(unlink_slack_user(900001, 7005, 'T0LEFT', 'UA', 'r'), 'owners_only', 'in either way');
select is(unlink_slack_user(900001, 7005, 'T0LEFT', 'UC', 'r'), 'ok', 'others by administrators');
select is(pg_temp.member('UC'), null, 'and then they are nobody''s');
select is(pg_temp.told(7002), 'slack.proposed slack.unlinked', 'as the member is told');
select is((select count(*) from session where team_space_id = 900001 and member_id = 7002), 0::bigint, 'in no session any more');
select is((select count(*) from slack_sign_in where member_id = 7002), 0::bigint, 'and open none');
update slack_sync set state = 'open', next_cursor = '' where team_id = 'T0LEFT';
select is(pg_temp.page('', '', '{UC}', '{younghee@example.org}', changed => 1700000200), true, 'their address, confirmed by now,');
select is(pg_temp.member('UC'), null, 'does not undo it');
update slack_sync set state = 'open', next_cursor = '' where team_id = 'T0LEFT';
select is(pg_temp.page('', '', '{UOTHER}', '{younghee@example.org}', changed => 1700000200), true, 'and whoever else comes with it');
select is(pg_temp.member('UOTHER'), null, 'is not the member of whose account there was doubt');
select is((select proposed_member_id from slack_user where team_id = 'T0LEFT' and user_id = 'UOTHER'), 7002::bigint, 'unless the member says so');
select is(pg_temp.told(7002), 'slack.proposed slack.unlinked slack.proposed', 'who is asked');
select is(disown_slack_user(900001, 7002, 'T0LEFT', 'UOTHER', 'r'), 'ok', 'and does not');

-- An address that an administrator has changed.
insert into member (team_space_id, id, name, email, status) overriding system value values (900001, 7103, '새 주소', 'before@example.org', 'active');
insert into audit_log (team_space_id, actor_id, action, target_kind, target_id, diff) values (900001, 7103, 'session.open', 'member', '7103', '{}');
select is((select outcome from change_member(900001, 7005, 7103, 0, '{"email": "mine@example.org"}', 'r')), 'ok', 'an administrator gives a member an address of their own');
update slack_sync set state = 'open', next_cursor = '' where team_id = 'T0LEFT';
select is(pg_temp.page('', '', '{UMINE}', '{mine@example.org}', changed => 1700000200), true, 'and comes with it');
select is(pg_temp.member('UMINE'), null, 'which makes them nobody');
select is((select array_agg(kind order by id) from member_notice where team_space_id = 900001 and member_id = 7103), '{member.address_changed,slack.proposed}', 'and is told to the member');

-- An address that leads to another than the one who an administrator says it is.
update slack_sync set state = 'open', next_cursor = '' where team_id = 'T0LEFT';
select is(concat_ws(' ', pg_temp.link('UMINE', 7002, 7005), pg_temp.page('', '', '{UMINE}', '{mine@example.org}', changed => 1700000250)), 'proposed t',
          'somebody is said to be another than their address says');
select is((select proposed_member_id from slack_user where team_id = 'T0LEFT' and user_id = 'UMINE'), 7002::bigint, 'and stays so, whatever Slack tells next');
-- A name that comes in pieces.
update slack_user set name = normalize('민수', nfd) where team_id = 'T0LEFT' and user_id = 'UMINE';
select is(unlink_slack_user(900001, 7005, 'T0LEFT', 'UMINE', 'r'), 'ok', 'whatever a name is written in, the account is taken back');

-- In a second workspace.
insert into slack_installation (team_space_id, app_id, team_id) values (900001, 'A1', 'T0LEFT2');
select is(put_slack_person('T0LEFT2', null, 'USECOND', false, false, false, null, 'chulsoo@example.org', true, now(), 'S'), 'ok', 'another workspace vouches for an address');
select is((select concat_ws(' ', member_id, '<', proposed_member_id) from slack_user where team_id = 'T0LEFT2' and user_id = 'USECOND'), '< 7003',
          'which whoever is known in a first one confirms');

-- Holding a role.
update slack_sync set state = 'open', next_cursor = '' where team_id = 'T0LEFT';
select is(pg_temp.page('', '', '{UF}', '{leave@example.org}', changed => 1700000300), true, 'an address leads to an administrator');
select is((select concat_ws(' ', member_id, '<', proposed_member_id) from slack_user where team_id = 'T0LEFT' and user_id = 'UF'), '< 7005', 'who is asked');
reset role;
delete from role_grant where team_space_id = 900001 and member_id = 7005;
insert into member_password (team_space_id, member_id, password_hash) values (900001, 7005, '$argon2id$x');
insert into delivery_lane (channel, transport, per_minute, reported_at) values ('password_link', 'smtp', 300, now())
on conflict (channel) do update set reported_at = now();
set local role gracy_app;
update slack_sync set state = 'open', next_cursor = '' where team_id = 'T0LEFT';
select is(pg_temp.page('', '', '{UF}', '{leave@example.org}', changed => 1700000310), true, 'and to whoever holds no role');
select is(pg_temp.member('UF'), 7005::bigint, 'at once');
select is(pg_temp.told(7005), 'slack.proposed slack.linked', 'of which who has a password is told');
select is((select jsonb_agg(payload) from job where kind = 'accounts.slack_linked' and payload ->> 'member_id' = '7005'),
          '[{"team_space_id": 900001, "member_id": 7005, "team_id": "T0LEFT", "user_id": "UF"}]', 'by mail, too');
savepoint disowned;
select is(disown_slack_user(900001, 7005, 'T0LEFT', 'UF', 'r'), 'ok', 'who says that it is not they');
update slack_sync set state = 'open', next_cursor = '' where team_id = 'T0LEFT';
select is(pg_temp.page('', '', '{UF2}', '{leave@example.org}', changed => 1700000320), true, 'is asked of the next one with the address');
select is((select concat_ws(' ', member_id, '<', proposed_member_id) from slack_user where team_id = 'T0LEFT' and user_id = 'UF2'), '< 7005', 'before it leads there');
rollback to disowned;
select is(concat_ws(' ', pg_temp.link('UC', 7002), pg_temp.confirm('UC', 7002)), 'proposed ok', 'and their own word to another');
insert into session (id_hash, team_space_id, member_id, idle_expires_at, expires_at)
select sha256(who::text::bytea), 900001, who, now() + interval '1 day', now() + interval '1 day' from unnest(array[7002, 7005]) as who;
select is((select outcome from grant_role(900001, 7001, 7005, 'hr_reader', 'r')), 'ok', 'who gets a role');
select is(pg_temp.member('UF'), null, 'is nobody in Slack any more because of an address');
select is((select count(*) from session where team_space_id = 900001 and member_id = 7005), 0::bigint, 'nor in a session that it may have opened');
select is((select diff ->> 'user_id' from audit_log where team_space_id = 900001 and action = 'slack.unlink' and target_id = '7005'), 'UF', 'which is told');
select is((select proposed_member_id from slack_user where team_id = 'T0LEFT' and user_id = 'UF'), 7005::bigint, 'they are asked instead');
select is(pg_temp.told(7005), 'slack.proposed slack.linked slack.proposed', 'once more');
select is((select outcome from grant_role(900001, 7001, 7002, 'owner', 'r')), 'ok', 'whose own word it was');
select is(concat_ws(' ', pg_temp.member('UC'), (select count(*) from session where team_space_id = 900001 and member_id = 7002)), '7002 1', 'stays so');
update slack_sync set state = 'open', next_cursor = '' where team_id = 'T0LEFT';
select is(pg_temp.page('', '', '{UF}', '{leave@example.org}', changed => 1700000400), true, 'their address');
select is(concat_ws(' ', pg_temp.member('UF'), pg_temp.link('UF', 7005), pg_temp.confirm('UF', 7005), pg_temp.member('UF')), 'proposed ok 7005',
          'leads there no more, and an owner''s word with their own does');
select * from finish();
rollback;
