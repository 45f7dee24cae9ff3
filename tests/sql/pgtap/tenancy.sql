-- Two team spaces with the same ids, names, addresses and Slack users: every statement about one says nothing of the
-- other and changes nothing in it. The plan checks of test_statements.py prove the scans; this proves the results.
begin;
\ir company.inc
insert into role_grant (team_space_id, member_id, role) values (900002, 7002, 'admin');
insert into kudos (team_space_id, id, giver_id, value_id, message, points, source) overriding system value
select space, 7001, 7001, 7001, 'kudos ' || space, 1, 'api' from unnest(array[900001, 900002]) as space;
insert into kudos_recipient (team_space_id, kudos_id, member_id, position, points, created_at)
select team_space_id, id, 7002, 1, 1, created_at from kudos where team_space_id in (900001, 900002);
insert into kudos_recipient (team_space_id, kudos_id, member_id, position, points, created_at)
select 900002, 7001, 7102, 2, 1, now();
update member set name = '다른 ' || name, title = 'right' where team_space_id = 900002;
update recognition_policy set points = 5 where team_space_id = 900002;
insert into api_token (team_space_id, id, member_id, name, prefix, hash, scopes) overriding system value
values (900001, 7001, 7001, 'left', 'p', sha256('left'), '{}'), (900002, 7001, 7001, 'right', 'p', sha256('right'), '{}');
insert into member_password (team_space_id, member_id, password_hash)
select space, 7001, '$argon2id$x' from unnest(array[900001, 900002]) as space;
set local role gracy_app;
\i :statements
select plan(34);

-- Whether a statement's rows, as text, mention the other team space.
create function pg_temp.mentions(query text) returns text[] language plpgsql as $$
declare
    line record;
    found text[] := '{}';
begin
    for line in execute query loop
        if line::text ~ '다른|오른손|right|900002' then
            found := found || line::text;
        end if;
    end loop;
    return found;
end
$$;
select is(pg_temp.mentions('execute ' || call), '{}', call || ' stays in its team space')
from unnest(array[
    '"people/list_members"(900001, '''', 0, 100, 0)',
    '"people/list_members_by_status"(900001, ''active'', '''', 0, 100, 0)',
    '"people/list_department_members"(900001, 7001, '''', 0, 100, 0)',
    '"people/list_department_members_by_status"(900001, 7001, ''active'', '''', 0, 100, 0)',
    '"people/search_members"(900001, ''김'', null, null, '''', 0, 100, 0)',
    '"people/get_member"(900001, 7002, 7001, true)',
    '"people/get_me"(900001, 7001)',
    '"people/export_members"(900001, '''', 0, 100, true)',
    '"people/list_narrowed_members"(900001, null, false, null, null, null, null, null, null, null, '''', 0, 100, 0, null, null, null, true, null)',
    '"people/list_narrowed_members"(900001, null, false, null, null, null, null, null, null, null, '''', 0, 100, 0, null, null, null, true, ''manager'')',
    '"people/list_newest_members"(900001, null, false, null, null, null, null, null, null, null, -9999999, '''', 0, 100, 0, null, null, null, true, null)',
    '"people/list_found_members"(900001, ''김'', null, false, null, null, null, null, null, null, null, null, '''', 0, 100, 0, null, null, null, true)',
    '"people/list_reporting_members"(900001, null, false, null, null, null, 7001, null, null, null, -9999999, '''', 0, 100, 0, null, null, null, true)',
    '"people/list_subtree_members"(900001, null, false, null, null, null, null, 7001, null, null, -9999999, '''', 0, 100, 0, null, null, null, true)',
    '"people/list_division_members"(900001, 7001, true, null, null, null, null, null, null, null, -9999999, '''', 0, 100, 0, null, null, null, true)',
    '"people/list_departments"(900001, null, '''', 0, 100, 0, null)',
    '"people/get_department"(900001, 7001)',
    '"people/list_chain"(900001, 7002)',
    '"people/list_reports"(900001, 7001, '''', 0, 100, 0)',
    '"people/list_org_chart"(900001, 5, 100)',
    '"people/list_org_chart_below"(900001, 7001, 5, 100)',
    '"recognition/list_kudos"(900001, 7001, ''infinity'', 0, 100, 0)',
    '"recognition/get_kudos"(900001, 7001, 7001)',
    '"recognition/list_values"(900001, true, null)',
    '"access/list_api_tokens"(900001, 7001, -1, 0, 100, 0)',
    '"slack/find_installation"(''T0LEFT'', null)']) as call;
select results_eq('execute "people/count_members"(900001)', 'select 7::bigint', 'counts are of one team space');
select results_eq('execute "people/count_search_members"(900001, ''minsu'', null, null)', 'select 1::bigint', 'of a search too');
select results_eq('execute "recognition/count_kudos"(900001, 7001)', 'select 1::bigint', 'and of kudos');
select is_empty('execute "people/get_member"(900001, 7102, 7001, true)', 'a member of the other is not there');
select is((select role from (select member_role(900001, 7002) as role) as x), 'member', 'a role of the other is none here');

create function pg_temp.right_side() returns text language sql as $$
    select md5(concat((select string_agg(x::text, '' order by x::text) from member x where team_space_id = 900002),
                      (select string_agg(x::text, '' order by x::text) from kudos x where team_space_id = 900002),
                      (select string_agg(x::text, '' order by x::text) from kudos_recipient x where team_space_id = 900002),
                      (select string_agg(x::text, '' order by x::text) from allowance_period x where team_space_id = 900002),
                      (select string_agg(x::text, '' order by x::text) from idempotency_key x where team_space_id = 900002),
                      (select string_agg(x::text, '' order by x::text) from session x where team_space_id = 900002),
                      (select string_agg(x::text, '' order by x::text) from login_failure x where team_space_id = 900002),
                      (select string_agg(x::text, '' order by x::text) from api_token x where team_space_id = 900002)))
$$;
create temporary table before as select pg_temp.right_side() as state;
select lives_ok('execute ' || call, call || ' runs')
from unnest(array[
    '"recognition/give_kudos"(900001, 7001, ''{7002,7003}'', ''customerfirst'', 2, ''고마워요'', ''public'', ''k'', ''\x01'')',
    '"access/take_login_attempt"(900001, 7001, ''minsu@example.org'', ''192.0.2.1'')']) as call;
do $$ begin
    execute 'execute "slack/give_kudos_from_slack"(''T0LEFT'', null, ''U7001'', ''{U7002}'', ''customerfirst'', 1, ''고마워요'', ''t'', ''\x01'')';
    execute 'execute "access/open_session"(900001, 7001, sha256(''x''), 60, 60, null, null, null, ''$argon2id$x'')';
    execute 'execute "access/revoke_api_token"(900001, 7001, 7001, null)';
    execute 'execute "access/touch_api_token"(900001, 7001)';
    execute 'execute "access/create_api_token"(900001, 7001, ''n'', ''p'', sha256(''new''), ''{}'', null, null, null)';
end $$;
select is((select state from before), pg_temp.right_side(), 'after all these writes nothing has changed on the other side');
select * from finish();
rollback;
