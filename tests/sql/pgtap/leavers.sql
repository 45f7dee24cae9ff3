-- Last days, and what ends with them.
begin;
\ir company.inc
select plan(19);
-- The first has always a later date than the second.
insert into location (team_space_id, id, name, tz) overriding system value
values (900001, 7001, 'East', 'Pacific/Kiritimati'), (900001, 7002, 'West', 'Etc/GMT+12');
update member set location_id = 7001 where team_space_id = 900001 and id = 7002;
update member set location_id = 7002 where team_space_id = 900001 and id = 7003;
insert into role_grant (team_space_id, member_id, role) values (900001, 7001, 'owner'), (900001, 7002, 'admin'), (900002, 7002, 'owner');
insert into role_grant (team_space_id, member_id, role, scope_kind, scope_id) values (900001, 7002, 'hr_reader', 'department', 7001);
insert into session (id_hash, team_space_id, member_id, idle_expires_at, expires_at)
values (sha256('leaver'), 900001, 7002, now() + interval '1 hour', now() + interval '1 hour');
insert into survey (team_space_id, id, title_en, created_by) overriding system value values (900001, 7001, 'Pulse', 7001);
insert into survey_wave (team_space_id, id, survey_id, mode, audience, closes_at, created_by) overriding system value
values (900001, -5, 7001, 'anonymous', 'all', now() + interval '1 day', 7001);
insert into wave_invite (team_space_id, wave_id, member_id, token_hash) values (900001, -5, 7002, sha256('answer')), (900001, -5, 7003, sha256('stays'));
update member set left_on = (now() at time zone 'Etc/GMT+12')::date where team_space_id = 900001 and id in (7002, 7003);
set local role gracy_app;
\i :statements
create function pg_temp.due() returns bigint[] language plpgsql as $$
declare
    line record;
    found bigint[] := '{}';
begin
    for line in execute 'execute "people/list_leavers"(0, 0, 1000)' loop
        if line.team_space_id = 900001 then
            found := found || line.id;
        end if;
    end loop;
    return found;
end
$$;
-- It passes.
select is(pg_temp.due(), '{7002}', 'a last day has passed where it is over');
select is(end_employment(900001, 7003), 'not_due', 'and not where it is still that day');
select is(end_employment(900002, 7002), 'not_due', 'nor of a namesake');
select is(end_employment(900001, 7002), 'ok', 'who has had it leaves');
select is((select status from member where team_space_id = 900001 and id = 7002), 'left', 'and has left');
select is(end_employment(900001, 7002), 'not_due', 'once');
select is(pg_temp.due(), '{}', 'nobody else is due');
select is((select diff -> 'status' from audit_log where team_space_id = 900001 and action = 'member.leave' and target_id = '7002' and actor_id is null), '["active", "left"]', 'the audit log says so');
select is((select count(*) from session where team_space_id = 900001), 0::bigint, 'sessions end');
select is((select count(*) from role_grant where team_space_id = 900001 and member_id = 7002), 0::bigint, 'roles end');
select is((select array_agg(diff #>> '{role,0}' order by id) from audit_log where team_space_id = 900001 and action = 'role.revoke' and target_id = '7002'), '{admin,hr_reader}', 'each of them told of');
select is((select count(*) from role_grant where team_space_id = 900002), 1::bigint, 'the namesake has theirs');
select is((select array_agg(member_id) from wave_invite where team_space_id = 900001 and token_hash is not null), '{7003}', 'and a survey takes no answer of theirs');
select is(answer_wave(sha256('answer'), -5, '[]'), 'unknown_token', 'by no token');

-- Days that nobody has cared about for long.
reset role;
update member set left_on = now()::date - 40 where team_space_id = 900001 and id = 7005;
set local role gracy_app;
select is(pg_temp.due(), '{}', 'a day that passed long ago lets nobody go');
reset role;
update member set left_on = now()::date - 20 where team_space_id = 900001 and id = 7005;
set local role gracy_app;
select is(pg_temp.due(), '{7005}', 'one of this month does, however long no worker has run');
reset role;
update member set left_on = null where team_space_id = 900001 and id = 7005;

-- The last owner.
reset role;
update member set left_on = '2026-01-01' where team_space_id = 900001 and id = 7001;
set local role gracy_app;
select is(end_employment(900001, 7001), 'last_owner', 'the last owner stays');
select is((select status from member where team_space_id = 900001 and id = 7001), 'active', 'with the team space');
reset role;
insert into role_grant (team_space_id, member_id, role) values (900001, 7005, 'owner');
set local role gracy_app;
select is(end_employment(900001, 7001), 'ok', 'until it has another one');

select * from finish();
rollback;
