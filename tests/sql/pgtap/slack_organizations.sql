-- An Enterprise organization: one token for its workspaces, which come and go; what others have stays theirs; and a person
-- is one in all of them.
begin;
\ir company.inc
set local role gracy_app;
select plan(69);
update slack_sync set state = 'done';
update slack_lane set next_at = 'infinity';
update slack_installation set refresh_due_at = null;

create function pg_temp.active(team text) returns text language sql as $$
    select concat_ws(' ', team_space_id, case when organization_id is null then 'own' else 'organization' end)
    from slack_installation where team_id = team and status = 'active'
$$;
create function pg_temp.org() returns bigint language sql as $$
    select id from slack_installation where enterprise_id = 'E0TAP' and team_id is null and team_space_id = 900001
$$;
-- A page comes after what has happened before it.
create function pg_temp.listed(cursor text, next text, teams text[]) returns bool language sql as $$
    update slack_installation set approved_at = approved_at - interval '1 minute';
    update slack_sync set began_at = began_at - interval '1 minute';
    select store_slack_workspaces(900001, 'E0TAP', (select began_at from slack_sync where team_id = 'E0TAP'), cursor, next, 0, teams, teams)
$$;
create function pg_temp.home(team text, enterprise text default 'E0TAP') returns text language sql as $$
    select concat_ws(' ', team_space_id, token_id = pg_temp.org()) from slack_home(team, enterprise)
$$;
create function pg_temp.person(team text, who text, email text default null, changed timestamptz default now()) returns text language sql as $$
    select put_slack_person(team, 'E0TAP', who, false, false, false, null, email, email is not null, changed, who)
$$;
create function pg_temp.member(team text, who text) returns bigint language sql as $$ select member_id from slack_user where team_id = team and user_id = who $$;

-- Connected, and its workspaces listed.
select is(pg_temp.home('T0TAP1'), '', 'an organization that nobody has connected leads nowhere');
insert into slack_user (team_id, user_id, team_space_id) values ('T0TAPR', 'UR', 900002);
insert into slack_installation (team_space_id, app_id, team_id, enterprise_id, token_sealed, key_id) values (900002, 'A1', 'T0TAPR', 'E0TAP', '\x03', 'k');
select is((select outcome from install_workspace(900001, 'A1', null, 'E0TAP', 'UB', 'B1')), 'ok', 'it is connected');
select is((select outcome from install_workspace(900002, 'A1', null, 'E0TAP', 'UB', 'B1')), 'taken', 'to one team space');
update slack_installation set token_sealed = '\x01', key_id = 'k', installed_at = now() - interval '1 day' where id = pg_temp.org();
do $$ begin perform begin_slack_sync(900001, 'E0TAP'); end $$;
select is((select concat_ws(' ', team_id, is_organization, enterprise_id, installation_id = pg_temp.org()) from take_sync(60)), 'E0TAP t E0TAP t', 'its workspaces are to be read');
select is(pg_temp.home('T0TAP1'), '900001 t', 'a workspace that was not listed yet belongs with it');
select is(pg_temp.home('T0TAP1', null), '', 'not when Slack does not say that the app is there by it');
select is(pg_temp.listed('', 'p2', '{T0TAP1,T0TAPR,T0RIGHT}'), false, 'a page of them');
select is(pg_temp.listed('p2', '', '{T0TAP2}'), true, 'the last page');
select is(pg_temp.active('T0TAP1') || '/' || pg_temp.active('T0TAP2'), '900001 organization/900001 organization', 'they are there by it');
select is(pg_temp.active('T0TAPR') || '/' || pg_temp.active('T0RIGHT'), '900002 own/900002 own', 'what another team space has connected stays there');
select is(pg_temp.home('T0TAPR'), '900002 f', 'whichever way Slack speaks of it');
select is((select array_agg(team_id order by team_id) from slack_sync where state = 'open' and team_space_id = 900001), '{T0TAP1,T0TAP2}', 'the people of each are read');
select is((select concat_ws(' ', team_id like 'T0TAP%', is_organization, enterprise_id, installation_id = pg_temp.org(), token_sealed) from take_sync(60)), 't f E0TAP t \x01', 'with the organization''s token');
select is(pg_temp.home('T0TAP1', null), '900001 t', 'whatever Slack says of how it is there');
select is((select name from slack_installation where team_id = 'T0TAP1'), 'T0TAP1', 'by what they are called');
select is(learn_slack_workspace('T0TAP3', 'E0TAP'), true, 'one that Slack speaks of is known from now on');
select is(learn_slack_workspace('T0TAP3', 'E0TAP'), false, 'once');
select is((select state from slack_sync where team_id = 'E0TAP'), 'open', 'and they are listed again');
select is(learn_slack_workspace('T0RIGHT', 'E0TAP'), false, 'another team space''s is not');
select is(learn_slack_workspace('T0NOBODY', 'E0NOBODY'), false, 'nor one of an organization that nobody has connected');
select is(sync_workspaces(900001, 7001, 'r'), 3, 'all of them are read again when somebody asks');

-- People.
delete from slack_user where team_id = 'T0LEFT' and member_id = 7001;
select is(pg_temp.person('T0TAP1', 'U1', 'minsu@example.org'), 'ok', 'somebody with an address');
select is(pg_temp.person('T0TAP2', 'U1'), 'ok', 'and in another workspace without');
select is(pg_temp.member('T0TAP1', 'U1') || ' ' || pg_temp.member('T0TAP2', 'U1'), '7001 7001', 'is one member in both');
select is(pg_temp.person('T0TAP2', 'U2', 'minsu@example.org'), 'ok', 'somebody else with the same address');
select is(pg_temp.member('T0TAP2', 'U2'), null, 'is not');
select is((select member_id from slack_caller('T0TAP3', 'E0TAP', 'U1')), 7001::bigint, 'nor need they have been seen in the one where they are');
select is((select member_id from slack_caller('T0LEFT', 'E0TAP', 'U1')), null, 'which is of no other workspace');
select is((select count(*) from slack_addresses(900001, '{7001}') where team_id like 'T0TAP%' or team_id = 'T0LEFT'), 1::bigint, 'and they are told once');
select is((select array_agg(user_id) from (select person.user_id from slack_user person where person.team_id in ('T0TAP1', 'T0TAP2') and person.member_id is null) as nobody), '{U2}', 'nobody''s member');
select is(pg_temp.person('T0TAP1', 'U2'), 'ok', 'who is in two workspaces');
select is(propose_slack_link(900001, 7001, 'T0TAP2', 'U2', 7001, 'r'), 'taken', 'is not somebody whom another is');
select is(propose_slack_link(900001, 7001, 'T0TAP2', 'U2', 7003, 'r'), 'proposed', 'is said to be somebody in one');
select is(confirm_slack_link(900001, 7003, 'T0TAP1', 'U2', 'r'), 'ok', 'and confirmed in another');
select is(pg_temp.member('T0TAP1', 'U2'), 7003::bigint, 'for both');
select is(unlink_slack_user(900001, 7001, 'T0TAP1', 'U2', 'r'), 'ok', 'and taken away in one');
select is(pg_temp.member('T0TAP2', 'U2'), null, 'for both');
select is(pg_temp.person('T0TAP3', 'U2', 'younghee@example.org'), 'ok', 'with an address in a third');
select is(pg_temp.member('T0TAP3', 'U2'), null, 'stays so');

-- What is said there.
do $$ begin perform queue_slack_message(900001, team, 'chat.postMessage', 'U1', '{"text": "a"}', now()) from unnest('{T0TAP1,T0TAP2}'::text[]) as team; end $$;
create temporary table taken as select team_id, id, installation_id, token_sealed from take_slack_batch(10, 60);
select is((select concat_ws(' ', team_id like 'T0TAP%', installation_id = pg_temp.org(), token_sealed) from taken), 't t \x01', 'goes with the organization''s token');
select is(record_slack_message(900001, (select id from taken), 'refused', 'token_expired', null, null, 600), 'waiting', 'when Slack refuses that');
select is((select trouble from slack_installation where id = pg_temp.org()), 'token_expired', 'it is known where the token is');
update slack_message set state = 'sending' where id = (select id from taken);
update slack_sync set state = 'done' where team_id = 'E0TAP';
update slack_installation set trouble = null where id = pg_temp.org();
select is(record_slack_message(900001, (select id from taken), 'refused', 'team_access_not_granted', null, null, 600), 'waiting', 'one workspace that is closed');
select is((select concat_ws(' ', trouble, (select state from slack_sync where team_id = 'E0TAP')) from slack_installation where id = pg_temp.org()), 'open', 'is no trouble of the others, and they are listed again');
create function pg_temp.refused() returns text language sql as $$
    select concat_ws(' ', message.team_id = installation.team_id, installation.trouble, message.due_at <= now())
    from slack_message message
    join slack_installation installation on installation.team_space_id = message.team_space_id and installation.team_id = message.team_id
    where message.id = (select id from taken)
$$;
select is(pg_temp.refused(), 't team_access_not_granted f', 'and it is known of that one');
select is(change_slack_approval('E0TAP', array(select team_id from taken), true), true, 'which is granted at this moment');
select is(pg_temp.refused(), 't f', 'is no trouble any more, and what waits is not said at once, as if Slack had not refused it');
update slack_installation set trouble = 'team_access_not_granted', trouble_at = now() - interval '2 minutes' where team_id = (select team_id from taken);
select is(change_slack_approval('E0TAP', array(select team_id from taken), true), true, 'granted a while later');
select is(pg_temp.refused(), 't t', 'it is');

-- Outside of its workspaces.
create function pg_temp.lane(team text) returns text language plpgsql as $$
declare
    v_id bigint := queue_slack_message(900001, team, 'chat.postMessage', 'U1', '{}', now());
begin
    return (select message.team_id from slack_message message where message.team_space_id = 900001 and message.id = v_id);
end
$$;
select is(pg_temp.lane('E0TAP') || ' ' || pg_temp.lane('T0NEVER'), 'T0TAP1 T0TAP1', 'who uses it outside of any workspace, or in one that it is not approved for, is answered');
select is(pg_temp.lane('T0LEFT') || ' ' || pg_temp.lane('T0TAP3'), 'T0LEFT T0TAP3', 'others where they are');

-- Own installations in between.
select is((select outcome from install_workspace(900002, 'A1', 'T0TAP1', 'E0TAP', 'UB', 'B1')), 'taken', 'nobody else connects a workspace of it');
select is((select outcome from install_workspace(900001, 'A1', 'T0TAP2', 'E0TAP', 'UB', 'B1')), 'ok', 'the team space may, by itself');
update slack_installation set token_sealed = '\x02', key_id = 'k', installed_at = now() - interval '1 hour' where team_id = 'T0TAP2';
select is((select concat_ws(' ', pg_temp.active('T0TAP2'), installation_id <> pg_temp.org(), token_sealed) from slack_home('T0TAP2', 'E0TAP') as home
           cross join lateral (select id as installation_id, token_sealed from slack_installation where id = home.token_id) as holder), '900001 own t \x02', 'whose token counts then');
select is(end_slack_installation('T0TAP1', null, now()), false, 'a workspace that is there by its organization has no end of its own');
select is(end_slack_installation('T0TAP2', null, now()), true, 'the other has');
select is(coalesce(pg_temp.active('T0TAP2'), 'closed') || ' ' || pg_temp.active('T0TAP1'), 'closed 900001 organization', 'whose end it is not');
select is(pg_temp.listed('', '', '{T0TAP1,T0TAP2}'), true, 'and goes on by the organization, when it is listed');
select is(pg_temp.active('T0TAP2') || '/' || coalesce(pg_temp.active('T0TAP3'), 'closed'), '900001 organization/closed', 'unlike what is not listed any more');

-- Approvals.
select is(change_slack_approval('E0TAP', '{T0TAP2,T0RIGHT}', false), true, 'approvals end');
select is(coalesce(pg_temp.active('T0TAP2'), 'closed') || '/' || pg_temp.active('T0RIGHT'), 'closed/900002 own', 'of its own workspaces');
select is(pg_temp.home('T0TAP2'), '', 'where nothing that comes late counts');
select is((select string_agg(state || ' ' || error, ',') from slack_message where team_space_id = 900001 and team_id = 'T0TAP2'), 'failed app_uninstalled', 'and nothing that waited is said');
select is(change_slack_approval('E0TAP', '{T0TAP2,T0TAP4}', true), true, 'and begin again');
select is(pg_temp.listed('', '', '{T0TAP2}'), true, 'one that came late');
select is(pg_temp.active('T0TAP2') || '/' || coalesce(pg_temp.active('T0TAP4'), 'closed'), '900001 organization/closed', 'is undone by what Slack lists');

-- The end.
select is(end_slack_installation('T0TAP1', 'E0TAP', now()), true, 'it ends');
select is((select count(*) from slack_installation where enterprise_id = 'E0TAP' and team_space_id = 900001 and status = 'active'), 0::bigint, 'in all of its workspaces');
select is((select array_agg(distinct team_space_id) from slack_installation where enterprise_id = 'E0TAP' and status = 'active'), '{900002}', 'and nowhere else');
select * from finish();
rollback;
