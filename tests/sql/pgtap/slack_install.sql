-- Installing into Slack: a link leads to one workspace, a state counts once and in its browser, a code is exchanged once,
-- and a workspace belongs to one team space.
begin;
\ir company.inc
set local role gracy_app;
select plan(50);
insert into role_grant (team_space_id, member_id, role) values (900001, 7001, 'owner');
update slack_install set due_at = now() + interval '1 hour' where due_at <= now();

create function pg_temp.h(name text) returns bytea language sql as $$ select sha256(name::bytea) $$;
create function pg_temp.begun(link text, state text, browser text default 'b') returns text language sql as $$
    select begin_install(pg_temp.h(link), pg_temp.h(state), pg_temp.h(browser), 'https://gracy.example/slack/oauth/callback')
$$;
create function pg_temp.received(state text, code text, error text default '', browser text default 'b') returns text language sql as $$
    select receive_code(pg_temp.h(state), pg_temp.h(browser), code, error)
$$;
create function pg_temp.stage(state text) returns text language sql as $$
    select concat_ws(' ', stage, error) from slack_install where state_hash = pg_temp.h(state)
$$;
create function pg_temp.id(state text) returns bigint language sql as $$ select id from slack_install where state_hash = pg_temp.h(state) $$;
create function pg_temp.stored(state text, team text, space bigint default 900001) returns text language sql as $$
    select outcome from store_install(space, pg_temp.id(state), 'A2', team, '왼쪽', null, 'UB', '{chat:write}')
$$;

-- Links.
select is((select outcome from create_install_link(900001, 7001, pg_temp.h('link'), 'r')), 'ok', 'a link is made');
select is((select action from audit_log where team_space_id = 900001 order by id desc limit 1), 'slack.install_link', 'and told of');
select is((select count(*) from generate_series(1, 19) as n, create_install_link(900001, 7001, pg_temp.h('more ' || n), 'r') where outcome = 'ok'),
          19::bigint, 'and others');
select is((select outcome from create_install_link(900001, 7001, pg_temp.h('too many'), 'r')), 'too_many_links', 'up to 20');
select is((select outcome from create_install_link(900002, 7001, pg_temp.h('right'), 'r')), 'ok', 'of each team space');
select is(pg_temp.begun('nowhere', 's0'), 'unknown_link', 'what is no link leads nowhere');
insert into slack_install_link (team_space_id, created_by, token_hash, expires_at) values (900001, 7002, pg_temp.h('demoted'), now() + interval '1 day');
select is(pg_temp.begun('demoted', 's0'), 'unknown_link', 'nor does one of somebody who is no administrator any more');
select is(pg_temp.begun('link', 's1'), 'ok', 'a link leads to Slack');
select is(pg_temp.begun('link', 's2'), 'ok', 'as often as it takes');
update slack_install_link set expires_at = now() where token_hash = pg_temp.h('more 1');
select is(pg_temp.begun('more 1', 's0'), 'expired_link', 'for its time');
select is((select count(*) from generate_series(1, 25) as n where pg_temp.begun('more 2', 'm' || n) = 'ok'), 20::bigint, 'but not a hundred times at once');

-- States.
select is(pg_temp.received('nobody''s', 'c'), 'unknown_state', 'a state that was never made');
select is(pg_temp.received('s1', 'c', '', 'another'), 'invalid_browser', 'another browser''s state');
select is(receive_code(pg_temp.h('s1'), null, 'c', ''), 'invalid_browser', 'a browser without its cookie');
select is(pg_temp.stage('s1'), 'asked', 'neither of which uses it up');
select is(pg_temp.received('s1', 'c1'), 'handed_over', 'the browser it was made for');
select is(pg_temp.received('s1', 'c9'), 'repeated', 'once');
select is((select code from slack_install where state_hash = pg_temp.h('s1')), 'c1', 'whatever comes later');
select is(pg_temp.received('s2', null, 'access_denied'), 'denied', 'somebody said no');
select is(pg_temp.received('m1', null, 'server_error'), 'failed', 'Slack could not');
select is(pg_temp.stage('m1'), 'failed server_error', 'and why');
update slack_install set expires_at = now() where state_hash = pg_temp.h('m2');
select is(pg_temp.received('m2', 'c'), 'expired_state', 'after ten minutes');

-- Codes.
select is((select concat_ws(' ', id = pg_temp.id('s1'), stage, code) from take_install(60)), 't exchanging c1', 'a worker takes the code');
select is((select count(*) from take_install(60)), 0::bigint, 'alone');
select is((select code from slack_install where state_hash = pg_temp.h('s1')), null, 'and it is kept no longer');
select is(pg_temp.stored('s1', 'T0LEFT'), 'ok', 'its workspace is connected');
select is((select installation.scopes from slack_installation installation where team_id = 'T0LEFT'), '{chat:write}', 'with what was allowed');
select is((select actor_id from audit_log where team_space_id = 900001 and action = 'slack.connect'), 7001::bigint, 'by whoever made the link');
select is((select count(*) from slack_installation where team_id = 'T0LEFT'), 1::bigint, 'again, when it was before');
select is((select concat_ws(' ', stage, installation_id is not null) from take_install(60)), 'checking t', 'then its token is to be checked');
select is(finish_install(900001, pg_temp.id('s1'), 'B9', null), true, 'which ends it');
select is(pg_temp.stage('s1'), 'connected', 'well');
select is((select array_agg(text_en) from member_notice where team_space_id = 900001 and member_id = 7001 and kind = 'slack.connected'),
          '{"Slack (왼쪽) is connected now, by a link that 김민수 has made. Whoever has a member''s e-mail address there becomes that member. If you know nothing of it, find out at once."}', 'as every owner is told');
select is((select text_ko from member_notice where team_space_id = 900001 and member_id = 7001 and kind = 'slack.connected'),
          'Slack ‘왼쪽’이 연결됐어요. 김민수님이 만든 링크로 연결했고, 거기에서 구성원의 이메일 주소를 쓰는 사람은 그 구성원으로 취급돼요. 모르는 일이라면 바로 확인해 주세요.', 'in Korean too');
select is((select bot_id from slack_installation where team_id = 'T0LEFT'), 'B9', 'with the bot''s own id');
select is(pg_temp.begun('link', 's0'), 'used_link', 'and the link leads nowhere any more');
select is(finish_install(900001, pg_temp.id('s1'), null, 'late'), false, 'an end is for good');

-- Cut off, taken, taken out.
do $$ begin perform pg_temp.received('m3', 'c3'), pg_temp.received('m4', 'c4'), pg_temp.received('m5', 'c5'); end $$;
update slack_install set stage = 'exchanging', code = null, due_at = now() where state_hash = pg_temp.h('m3');
update slack_install set expires_at = now() where state_hash = pg_temp.h('m4');
select is((select code from take_install(60)), 'c5', 'a code that is still good is taken');
select is(pg_temp.stage('m3'), 'failed unclear', 'what was cut off in the middle is not done again');
select is(pg_temp.stage('m4'), 'failed code_expired', 'and what nobody took in time is not tried');
select is(pg_temp.stored('m5', 'T0RIGHT'), 'taken', 'a workspace of another team space stays there');
select is(pg_temp.stage('m5'), 'failed taken', 'and this is said');
select is((select array_agg(team_space_id) from slack_installation where team_id = 'T0RIGHT' and status = 'active'), '{900002}', 'nothing has changed');
select is(pg_temp.stored('m3', 'T0NEW'), 'ok', 'tokens that came after all are good');
update slack_install set stage = 'exchanging', due_at = now() + interval '1 hour' where state_hash = pg_temp.h('m6');
select is(pg_temp.stored('m6', 'T0OTHER'), 'used_link', 'a link that has led to a workspace leads to no other');
select is(finish_install(900001, pg_temp.id('m3'), null, 'token_revoked'), true, 'tokens that Slack refuses');
select is((select status || ' ' || (token_sealed is null) from slack_installation where team_id = 'T0NEW'), 'revoked true', 'are of an app that was taken out');
select is(pg_temp.stored('m3', 'T0NEW'), 'ended', 'and that is the end of it');
select is((select array_agg(distinct team_space_id) from slack_install where team_space_id in (900001, 900002)), '{900001}', 'the other side has no part in it');
update slack_install_link set expires_at = now() - interval '31 days' where token_hash = pg_temp.h('link');
do $$ begin perform purge_slack(1000); end $$;
select is(pg_temp.stage('s1'), null, 'a month later it is forgotten');
select * from finish();
rollback;
