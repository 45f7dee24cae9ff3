-- That nothing joins an anonymous answer to a member, read from the catalogue: foreign keys, columns, types; and that the
-- database refuses whoever would write such a join.
begin;
\ir company.inc
select plan(14);

-- Tables that a table's foreign keys lead to, however many steps away.
create function pg_temp.led_to(start regclass) returns table (led regclass) language sql as $$
    with recursive step as (
        select start::oid as at
        union
        select confrelid from step join pg_constraint on conrelid = at and contype = 'f'
    )
    select at::regclass from step where at <> start::oid
$$;
create temporary table answer_side (name) as values ('survey_inbox'), ('survey_response'), ('survey_answer'), ('wave_result'), ('wave_text'), ('wave_trend');
select set_eq(format('select led::text from pg_temp.led_to(%L)', 'gracy.' || name),
              case name when 'survey_answer' then array['survey_response', 'survey_wave', 'survey', 'survey_version', 'member', 'team_space', 'department', 'location']
                        when 'wave_result' then array['wave_group', 'survey_wave', 'survey', 'survey_version', 'member', 'team_space', 'department', 'location']
                        else array['survey_wave', 'survey', 'survey_version', 'member', 'team_space', 'department', 'location'] end,
              name || ' leads to its wave, and to a member only as who drafted the wave')
from answer_side;
select set_eq($$ select conname::text from pg_constraint join answer_side on conrelid = ('gracy.' || name)::regclass
                 where contype = 'f' and confrelid in ('gracy.member'::regclass, 'gracy.wave_invite'::regclass) $$, array[]::text[],
              'no answer points at a member or an invitation');
select set_eq($$ select conrelid::regclass::text from pg_constraint
                 where contype = 'f' and confrelid in ('gracy.survey_response'::regclass, 'gracy.survey_inbox'::regclass, 'gracy.survey_answer'::regclass) $$,
              array['survey_answer', 'survey_signature'], 'and nothing points at answers but their parts, and signatures');

-- What an invitation and an answer have in common, by name or by a type that could carry the same thing.
select set_eq($$ select invite.attname::text
                 from pg_attribute invite join pg_attribute response on response.attname = invite.attname
                 where invite.attrelid = 'gracy.wave_invite'::regclass and response.attrelid = 'gracy.survey_response'::regclass
                       and invite.attnum > 0 and response.attnum > 0 $$,
              array['team_space_id', 'wave_id', 'department_id', 'location_id', 'tenure_band', 'manager_id'],
              'an invitation and a response share the wave and groups of k and more, and nothing else');
select is_empty($$ select indexrelid::regclass from pg_index
                   where indrelid in ('gracy.wave_invite'::regclass, 'gracy.survey_response'::regclass) and indisunique
                         and not exists (select from unnest(indkey::int2[]) as key(attnum)
                                         join pg_attribute on attrelid = indrelid and pg_attribute.attnum = key.attnum
                                         where attname not in ('team_space_id', 'wave_id', 'department_id', 'location_id', 'tenure_band', 'manager_id')) $$,
                'what they share is a key of neither');
select set_eq($$ select attrelid::regclass::text || '.' || attname || ' ' || format_type(atttypid, null)
                 from pg_attribute
                 where attrelid in ('gracy.survey_inbox'::regclass, 'gracy.survey_response'::regclass, 'gracy.survey_answer'::regclass)
                       and attnum > 0 and not attisdropped
                       and attname not in ('team_space_id', 'wave_id', 'department_id', 'location_id', 'tenure_band', 'manager_id') $$,
              array['survey_inbox.id uuid', 'survey_inbox.answers jsonb', 'survey_response.id uuid', 'survey_response.stored_on date',
                    'survey_answer.response_id uuid', 'survey_answer.question_no smallint', 'survey_answer.value smallint', 'survey_answer.text text'],
              'beside them an answer has a random id, a batch''s day and what was answered: no member, no token, no time, no sequence');
select is_empty($$ select attname from pg_attribute
                   where attrelid = 'gracy.wave_invite'::regclass and attnum > 0 and format_type(atttypid, null) ~ 'timestamp|date|uuid' $$,
                'an invitation has no time, and no id of an answer');

-- Only an identified wave takes signatures.
insert into survey (team_space_id, id, title_en, created_by) overriding system value values (900001, 7001, 'x', 7001);
insert into survey_version (team_space_id, survey_id, no) values (900001, 7001, 1);
insert into survey_wave (team_space_id, id, survey_id, mode, audience, closes_at, created_by) overriding system value
values (900001, 7001, 7001, 'anonymous', 'all', 'infinity', 7001), (900001, 7002, 7001, 'identified', 'all', 'infinity', 7001);
insert into survey_response (team_space_id, wave_id, id, stored_on)
select 900001, wave, '11111111-1111-4111-8111-111111111111', '2026-11-21' from unnest(array[7001, 7002]) as wave;
select throws_ok($$ insert into survey_signature (team_space_id, wave_id, response_id, member_id)
                    values (900001, 7001, '11111111-1111-4111-8111-111111111111', 7002) $$, '23503', null,
                 'an anonymous wave''s answer cannot be signed');
select lives_ok($$ insert into survey_signature (team_space_id, wave_id, response_id, member_id)
                   values (900001, 7002, '11111111-1111-4111-8111-111111111111', 7002) $$, 'an identified one''s can');
set constraints all immediate;
select * from finish();
rollback;
