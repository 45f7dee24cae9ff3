-- What takes a second person stays what they have read.
begin;
\ir company.inc
select plan(6);
insert into member (team_space_id, id, name, email, status) overriding system value
select 900001, 8000 + n, 'reader ' || n, 'reader' || n || '@example.org', 'active' from generate_series(1, 500) as n;
insert into announcement (team_space_id, id, author_id, edited_by, title_ko, body_ko, audience, channels, state, began_at, approved_by, planned, recipients)
overriding system value
select 900001, id, 7001, 7001, '공지', '내용', audience::jsonb, '{slack}', 'sending', now(), approved_by, planned, recipients
from (values (-81, '{"all": true}', null::bigint, false, 0), (-82, '{"all": true}', null, false, 500), (-83, '{"all": true}', null, true, 505),
             (-84, '{"members": ["7002"]}', 7003, true, 1), (-85, '{"members": ["7002"]}', null, false, 0), (-86, '{"members": ["7002"]}', null, true, 1))
     as made(id, audience, approved_by, planned, recipients);
set local role gracy_app;
create function pg_temp.corrected(id bigint) returns text language sql as $$
    select (correct_announcement(900001, 7001, id, 0, '고침', '다른 내용', null, null, 'r', false)).outcome
$$;
create function pg_temp.offered(id bigint) returns bool language sql as $$ select correctable from read_slack_announcement(900001, id) $$;
select is(pg_temp.corrected(-81) || ' ' || pg_temp.offered(-81), 'approval_required false', 'before its many recipients are written down nobody says it anew alone');
select is(pg_temp.corrected(-82) || ' ' || pg_temp.offered(-82), 'approval_required false', 'nor while they are');
select is(pg_temp.corrected(-83) || ' ' || pg_temp.offered(-83), 'approval_required false', 'nor afterwards');
select is(pg_temp.corrected(-84) || ' ' || pg_temp.offered(-84), 'approval_required false', 'nor what somebody has approved, to how few it goes');
select is(pg_temp.offered(-85) || ' ' || pg_temp.corrected(-85), 'true ok', 'a small one may be corrected at once');
select is(pg_temp.offered(-86) || ' ' || pg_temp.corrected(-86), 'true ok', 'and later');
select * from finish();
rollback;
