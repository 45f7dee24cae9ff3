-- What remains of a leaver whose personal data is erased, and what the audit log never had of anybody.
begin;
\ir company.inc
select plan(38);
create function pg_temp.as_text(line anyelement) returns text language sql as $$ select to_jsonb(line)::text $$;
update member set name = '나떠난', name_en = 'Gone Na', email = 'gone.na@example.org', birth_year = 1987, birth_month = 6, birth_day = 5,
                  avatar_url = 'https://pictures.example/7004.png', title = '책임', tz = 'Asia/Tokyo', locale = 'en', skills = '{Rust,SQL}',
                  left_on = current_date - 40
where team_space_id in (900001, 900002) and id = 7004;
insert into role_grant (team_space_id, member_id, role) values (900001, 7001, 'owner');
insert into slack_user (team_id, user_id, team_space_id, member_id, name, email, tz, locale)
values ('T900001', 'U1', 900001, 7004, 'gone', 'gone.na@example.org', 'Asia/Tokyo', 'en');
insert into member_password (team_space_id, member_id, password_hash) values (900001, 7004, '$argon2id$x');
insert into login_failure (team_space_id, email_key, failed_at, updated_at) values (900001, 'gone.na@example.org', array[now()], now());
insert into mood_entry (team_space_id, member_id, on_date, score) values (900001, 7004, current_date - 41, 2), (900002, 7004, current_date - 41, 2);
insert into hr_ticket (team_space_id, member_id, text) values (900001, 7004, 'a sick child');
insert into assistant_question (team_space_id, member_id, question, language) values (900001, 7004, 'may I leave early', 'en');
insert into member_notice (team_space_id, member_id, kind, text_en, text_ko) values (900001, 7004, 'x.y', 'for you', '당신에게');
insert into kudos (team_space_id, id, giver_id, value_id, message, points, visibility, source) overriding system value
values (900001, 7001, 7004, 7001, 'thank you for the long night', 1, 'public', 'api');
insert into kudos_recipient (team_space_id, kudos_id, member_id, position, points, created_at) values (900001, 7001, 7002, 1, 1, now());
with asking as (insert into survey (team_space_id, title_en, created_by) values (900001, 'x', 7001) returning id),
     versioned as (insert into survey_version (team_space_id, survey_id, no) select 900001, id, 1 from asking),
     wave as (insert into survey_wave (team_space_id, survey_id, mode, audience, closes_at, created_by)
              select 900001, id, 'anonymous', 'all', now(), 7001 from asking returning id)
insert into wave_group (team_space_id, wave_id, kind, group_id, name, name_en, invited)
select 900001, wave.id, kind, 7004, name, name_en, 9
from wave, (values ('manager_group', '나떠난', 'Gone Na'), ('department', '나떠난 부서', 'Department')) as led(kind, name, name_en);
set local role gracy_app;
-- The log.
select is(outcome, 'ok', 'a birthday is set') from change_member(900001, 7002, 7002, 0, '{"birth_year": 1991, "birth_month": 2, "birth_day": 3, "avatar_url": "https://pictures.example/7002.png", "name_en": "Younghee", "skills": [" Rust ", "rust", "Go"]}', 'r1');
select is((select diff from audit_log where team_space_id = 900001 and request_id = 'r1'), '{"birthday": true, "avatar_url": true, "name_en": true, "skills": true}', 'the log says that it was, and not which');
select is((select skills from member where team_space_id = 900001 and id = 7002), '{Rust,Go}', 'skills are kept once, without blanks around them');
select is(outcome, 'ok', 'somebody comes') from create_member(900001, 7001, '{"name": "오새봄", "email": "saebom@example.org", "birth_year": 1993, "birth_month": 8, "birth_day": 9, "title": "사원"}', 'r2', null, null);
select is((select diff - 'status' - 'celebrates_birthday' - 'celebrates_anniversary' - 'id' - 'team_space_id' - 'created_at' from audit_log where team_space_id = 900001 and request_id = 'r2'), '{"name": true, "email": true, "birthday": true, "skills": true, "title": [null, "사원"]}', 'nor of somebody new');
select is((select count(*)::int from import_members(900001, 7001, '[{"line": 2, "email": "import@example.org", "name": "한수입", "birth_year": 1984, "birth_month": 8, "birth_day": 9, "skills": ["C++"]}]', false, 'r3') where outcome = 'created'), 1, 'an import brings somebody');
select is((select count(*)::int from audit_log where team_space_id = 900001 and diff::text ~ '1991|1993|1984|pictures|saebom|오새봄|한수입'), 0, 'nor of who was imported');
select is((select outcome from change_member(900001, 7001, 7002, 0, '{"title": "팀장"}', 'r4')), 'ok', 'what the company decides');
select is((select diff from audit_log where team_space_id = 900001 and request_id = 'r4'), '{"title": [null, "팀장"]}', 'is there before and after');
-- Refusals.
select is((select outcome from erase_member(900001, 7001, 7002, '이영희', 'e')), 'not_left', 'who works here is not erased');
select is((select outcome from erase_member(900001, 7001, 7999, 'x', 'e')), 'not_found', 'nor who is not there');
select is((select outcome from erase_member(900001, 7001, 7004, '나떠난 ', 'e')), 'name_mismatch', 'nor anybody under another name');
select is((select erased_at from member where team_space_id = 900001 and id = 7004), null, 'nothing has been erased');
-- The deed.
select is((select outcome from erase_member(900001, 7001, 7004, '나떠난', 'e1')), 'ok', 'a leaver is');
select is((select outcome from erase_member(900001, 7001, 7004, 'anything', 'e2')), 'unchanged', 'once');
select is((select row(name, name_en, email, title, birth_year, avatar_url, tz, locale, skills, status, erased_at is not null)::text from member where team_space_id = 900001 and id = 7004), row('퇴사자', 'Former member', 'erased-7004@invalid', null::text, null::smallint, null::text, null::text, null::text, '{}'::text[], 'left', true)::text, 'they are nobody any more');
select is((select count(*)::int from member where team_space_id = 900001 and search_grams @> member_query_grams('나떠난')), 0, 'no search finds them');
select is((select row(member_id, name, email, tz, locale)::text from slack_user where team_id = 'T900001' and user_id = 'U1'), '(,,,,)', 'nor in Slack');
select is((select count(*)::int from member_password where team_space_id = 900001 and member_id = 7004), 0, 'no password');
select is((select count(*)::int from login_failure where team_space_id = 900001 and email_key = 'gone.na@example.org'), 0, 'no attempts');
select is((select count(*)::int from mood_entry where team_space_id = 900001 and member_id = 7004), 0, 'no mood');
select is((select count(*)::int from mood_entry where team_space_id = 900002 and member_id = 7004), 1, 'but the namesake''s');
select is((select name from member where team_space_id = 900002 and id = 7004), '나떠난', 'who stays who they are');
select is((select count(*)::int from hr_ticket where team_space_id = 900001 and member_id = 7004), 0, 'no ticket');
select is((select count(*)::int from assistant_question where team_space_id = 900001 and member_id = 7004), 0, 'no question');
select is((select count(*)::int from member_notice where team_space_id = 900001 and member_id = 7004), 0, 'no notice');
select is((select array_agg(concat_ws('/', name, name_en) order by kind) from wave_group where team_space_id = 900001 and group_id = 7004), '{"나떠난 부서/Department","퇴사자/Former member"}',
          'results of surveys name their group no longer, and still the department of that number');
select is((select message from kudos where team_space_id = 900001 and id = 7001), 'thank you for the long night', 'a gift remains the one of whoever got it');
select is((select array_agg(action || diff::text) from audit_log where team_space_id = 900001 and request_id in ('e', 'e1', 'e2')), '{"member.erase{}"}', 'the log says that, and no more');
select is((select outcome from change_member(900001, 7001, 7004, 0, '{"name": "나떠난", "status": "active"}', 'r5')), 'erased', 'nothing brings them back');
select is((select count(*)::int from import_members(900001, 7001, '[{"line": 2, "email": "erased-7004@invalid", "name": "나떠난", "status": "active"}]', false, 'r6') where outcome = 'unchanged'), 1, 'nor an old file');
reset role;
select is((select count(*)::int from (select pg_temp.as_text(member) as line from member where team_space_id = 900001
                                      union all select pg_temp.as_text(audit_log) from audit_log where team_space_id = 900001
                                      union all select pg_temp.as_text(slack_user) from slack_user where team_space_id = 900001) as lines
           where line ~ '나떠난|Gone Na|gone\.na|1987|7004\.png'), 0, 'what they were called is nowhere');
-- By itself.
set local role gracy_app;
select is(erase_leaver(900002, 7004), 'not_due', 'no team space erases anybody unasked');
select is((select outcome from update_settings(900002, 7001, 0, '{"erase_leavers_after_days": 50}', 'r7')), 'ok', 'one may');
select is(erase_leaver(900002, 7004), 'not_due', 'after its own time');
select is((select outcome from update_settings(900002, 7001, 0, '{"erase_leavers_after_days": 30}', 'r8')), 'ok', 'a shorter one');
select is(erase_leaver(900002, 7004), 'ok', 'comes sooner');
select is((select name || ' ' || coalesce(name_en, '-') from member where team_space_id = 900002 and id = 7004), 'Former member -', 'in its own language');
select * from finish();
rollback;
