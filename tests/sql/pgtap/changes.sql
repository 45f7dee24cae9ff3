-- Changes of HR are in the outbox of their own transaction, and only what everybody may see.
begin;
set local role gracy_app;
\i :statements
select plan(18);
\set hanbit '(select id from team_space where slug = ''hanbit'')'

create function pg_temp.waiting(text) returns setof jsonb language sql
    as $$ select coalesce(document, 'null') from change_outbox where entity = $1 and refused is null order by id $$;

delete from change_outbox;
update change_capture set since = null;
update member set title = 'Quiet' where team_space_id = :hanbit and id = (select min(id) from member where team_space_id = :hanbit);
select is_empty($$ select from change_outbox $$, 'where nobody relays, a change leaves no trace');

update change_capture set since = now(), first_version = 1, complete = true;
select id as member from member where team_space_id = :hanbit order by id limit 1 \gset
select id as other from member where team_space_id = :hanbit and status = 'active' and id <> :member order by id limit 1 \gset
update member set birth_month = 2, birth_day = 3, avatar_url = 'https://example.org/a.png' where team_space_id = :hanbit and id = :member;
select is_empty($$ select from change_outbox $$, 'what is not told is no change');
update member set title = 'Chief' where team_space_id = :hanbit and id = :member;
update member set title = 'Chef' where team_space_id = :hanbit and id = :member;
select results_eq($$ select document ->> 'title' from pg_temp.waiting('member') as document $$, $$ values ('Chief'), ('Chef') $$,
                  'each change is told, in order');
select results_eq($$ select distinct array_agg(key order by key) from pg_temp.waiting('member') as document, jsonb_object_keys(document) as key group by document $$,
                  $$ values (array['department_id', 'hired_on', 'left_on', 'manager_id', 'name', 'name_en', 'status', 'title']) $$,
                  'nothing else is told of a member');
savepoint before;
delete from change_outbox;
update member set left_on = now()::date + 30 where team_space_id = :hanbit and id = :member;
update member set status = 'left', left_on = now()::date where team_space_id = :hanbit and id = :member;
select results_eq($$ select document ->> 'left_on' is null from pg_temp.waiting('member') as document $$, $$ values (true), (false) $$,
                  'and a last day only when it has come');
rollback to before;

savepoint before;
update member set title = 'Nobody' where team_space_id = :hanbit and id = :member;
rollback to before;
select is((select count(*)::int from pg_temp.waiting('member')), 2, 'what is rolled back is no change');

insert into department (team_space_id, name) values (:hanbit, '새 부서') returning id as department \gset
delete from department where team_space_id = :hanbit and id = :department;
select results_eq($$ select * from pg_temp.waiting('department') $$,
                  $$ values ('{"name": "새 부서", "name_en": null, "parent_id": null}'::jsonb), ('null') $$, 'what is gone is told to be gone');

select min(id) as value from company_value where team_space_id = :hanbit and active \gset
create function pg_temp.give(p_visibility text) returns bigint language sql as $$
    with given as (
        insert into kudos (team_space_id, giver_id, value_id, message, points, visibility, source)
        select team_space.id, (select min(id) from member where team_space_id = team_space.id),
               (select min(id) from company_value where team_space_id = team_space.id), 'for ' || p_visibility, 1, p_visibility, 'api'
        from team_space where slug = 'hanbit'
        returning team_space_id, id, giver_id)
    select id from given
$$;
create function pg_temp.receive(p_kudos_id bigint, p_member_id bigint) returns void language sql as $$
    insert into kudos_recipient (team_space_id, kudos_id, member_id, position, points, created_at)
    select id, p_kudos_id, p_member_id, 1, 1, now() from team_space where slug = 'hanbit'
$$;
select pg_temp.give('public') as public, pg_temp.give('private') as private, pg_temp.give('anonymous') as anonymous \gset
select is_empty($$ select * from pg_temp.waiting('kudos') $$, 'kudos are told when they are whole');
do $$ begin perform pg_temp.receive(id, (select max(id) from member where team_space_id = kudos.team_space_id)) from kudos
      where team_space_id = (select id from team_space where slug = 'hanbit') and message like 'for %' order by id; end $$;
select results_eq($$ select document ->> 'message' from pg_temp.waiting('kudos') as document $$, $$ values ('for public'), (null), (null) $$,
                  'of kudos that are not public nothing is told but that they are none');
select is((select document -> 'recipient_ids' ->> 0 from pg_temp.waiting('kudos') as document limit 1),
          (select max(id)::text from member where team_space_id = :hanbit), 'with who got them');
update kudos set voided_at = now(), voided_by = giver_id where team_space_id = :hanbit and id = :public;
select is((select document from pg_temp.waiting('kudos') as document offset 3), 'null', 'what is taken back is taken out of the copy');

select is((select array_agg(document is null order by id) from change_outbox where entity = 'kudos' and entity_id = :public), '{f,t}', 'versions grow');
select is((select count(*)::int from "change_outbox" where entity not in ('member', 'department', 'company_value', 'kudos')), 0, 'and nothing else is captured');

-- Turning capture on.
delete from change_outbox;
update change_capture set since = null, complete = true;
do $$ begin while advance_change_capture(100) > 0 loop end loop; end $$;
select ok((select bool_and(complete and since is not null) from change_capture), 'a relay turns capture on and tells what is there');
select results_eq($$ select entity, count(distinct (team_space_id, entity_id))::int, count(*)::int from change_outbox group by entity order by entity $$,
                  $$ select entity, count(*)::int, count(*)::int from captured group by entity order by entity $$, 'everything once');
select is((select min(id) > (select max(first_version) from change_capture) from change_outbox), true, 'with versions of this capture');

-- The end of it.
update change_outbox set changed_at = now() - interval '8 days';
do $$ begin while purge_changes(1000) > 0 loop end loop; end $$;
select ok((select bool_and(since is null) from change_capture), 'where nobody relays for a week, capture ends');
select is_empty($$ select from change_outbox $$, 'and keeps nothing');
select * from finish();
rollback;
