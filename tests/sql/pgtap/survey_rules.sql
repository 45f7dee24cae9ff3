-- Waves, their promises, and what of their results is shown.
begin;
\ir company.inc
select plan(74);

create function pg_temp.cell(wave bigint, kind text, id bigint, question int) returns text language sql as $$
    select case when released then 'n=' || n || ' ' || stats else reason end
    from gracy.wave_result cell
    where cell.team_space_id = 900001 and cell.wave_id = wave and cell.kind = $2 and cell.group_id = id and question_no = question
$$;

-- Numbers.
select is(wave_stats('likert5', null, '{"1": 2, "4": 3}', 5), '{"mean": 2.8}', 'few are shown as a mean');
select is(wave_stats('likert5', null, '{"4": 5}', 5), '{"consistent": "high"}', 'and as a band when they all agree');
select is(wave_stats('likert5', null, '{"3": 9}', 9), '{"consistent": "middle"}', 'whichever');
select is(wave_stats('scale', null, '{"2": 9}', 9), '{"consistent": "low"}', 'it is');
select is(wave_stats('likert5', null, '{"4": 10}', 10), '{"consistent": "high"}', 'however many they are: the shares would say what each of them answered');
select is(wave_stats('scale', 'enps', '{"9": 3, "10": 2}', 5), '{"consistent": "high"}', 'a few who are all promoters are a band too');
select is(wave_stats('scale', 'enps', '{"10": 5, "7": 2, "3": 3}', 10),
          '{"mean": 7.3, "enps": 20, "shares": {"10": 50, "7": 20, "3": 30}, "promoters": 50, "passives": 20, "detractors": 30}',
          'eNPS is promoters less detractors');
select is(wave_stats('scale', 'enps', '{"10": 29, "9": 1}', 30), '{"consistent": "high"}', 'that thirty are promoters is what each of them is');
select is(wave_stats('scale', 'enps', '{"0": 29, "8": 1}', 30) ->> 'enps', '-97', 'one who is not a detractor is enough');
select is(wave_stats('scale', 'enps', '{"9": 8, "6": 5}', 13) ->> 'enps', '25', 'of fewer than twenty in steps of five');
select is(wave_stats('scale', 'enps', '{"9": 13, "6": 8}', 21) ->> 'enps', '24', 'of more as it is');
select is(wave_stats('single', null, '{"1": 4, "2": 2}', 6), '{"shares": {"1": 65, "2": 35}}', 'shares come in steps');
select is(wave_stats('single', null, '{"1": 6}', 6), '{"consistent": "same"}', 'what all of a few chose is not told');
select is(wave_stats('single', null, '{"2": 40}', 40), '{"consistent": "same"}', 'nor what all of many did');
select is(wave_stats('likert5', null, '{"3": 5, "4": 5}', 10, 5), '{"mean": 3.5}', 'shares would tell that ten are not fewer');
select is(wave_stats('single', null, '{"1": 7, "2": 14}', 21, 15), '{"shares": {"1": 35, "2": 65}}', 'as steps would that twenty are not');
select is(wave_stats('text', null, '{"0": 12}', 12), '{"texts": 12}', 'texts are counted');

-- A wave of 35: department 1 has 20, 2 has 12, 3 has 3; location 11 has department 1 and one of department 2.
insert into department (team_space_id, id, name) overriding system value
select 900001, 7100 + n, 'group ' || n from generate_series(1, 3) as n;
insert into location (team_space_id, id, name) overriding system value
values (900001, 7111, 'here'), (900001, 7112, 'there');
update member set status = 'on_leave' where team_space_id = 900001;
insert into member (team_space_id, id, name, email, department_id, location_id, hired_on) overriding system value
select 900001, 7200 + n, 'member ' || n, n || '@survey.example', 7100 + case when n <= 20 then 1 when n <= 32 then 2 else 3 end,
       case when n <= 21 then 7111 else 7112 end, '2020-01-01'
from generate_series(1, 35) as n;
insert into member (team_space_id, id, name, email, department_id, location_id, hired_on) overriding system value
values (900001, 7299, 'starts later', 'later@survey.example', 7102, 7112, now()::date + 30);
set local role gracy_app;
create temporary table made (survey bigint, wave bigint);
insert into made (survey)
select survey_id from create_survey(900001, 7001, '{"title": {"en": "x"}, "questions": [
    {"kind": "scale", "metric": "enps", "text": {"en": "?"}}, {"kind": "text", "text": {"en": "?"}}]}', null, null, 'r');
update made set wave = (select wave_id from create_wave(900001, 7001, survey, null, 'anonymous', 'all', null, null, null, null,
                                                        now() + interval '1 day', null, null, null, 'r'));
select is(launch_wave(900001, 7001, wave, 5, 'r'), 'version_mismatch', 'another version is not launched') from made;
select is(launch_wave(900002, 7001, wave, 0, 'r'), 'not_found', 'nor from another team space') from made;
select is(close_wave(900001, 7001, wave, 0, 'r'), 'draft', 'a draft cannot be closed') from made;
select is(launch_wave(900001, 7001, wave, 1, 'r'), 'ok', 'the draft is launched') from made;
select is(launch_wave(900001, 7001, wave, 0, 'r'), 'already_launched', 'once') from made;
select is((select invited from survey_wave where id = wave), 35, 'all active members who have begun are invited') from made;
select results_eq($$ select group_id, invited from wave_group where team_space_id = 900001 and wave_id = (select wave from made) and kind = 'department' order by 1 $$,
                  $$ values (7101::bigint, 20), (7102, 12) $$, 'groups of fewer than five are not written down');
select is((select count(*)::int from wave_invite where team_space_id = 900001 and wave_id = (select wave from made) and department_id is null), 3,
          'not even at the invitation');
select throws_ok(format('update survey_wave set %s where team_space_id = 900001 and id = %s', change, wave), '23514', null, change || ' is refused')
from made, unnest(array['k_score = 6', 'k_text = 11', $$mode = 'identified'$$, $$audience = 'team', audience_id = 1$$]) as change;
select throws_ok(format('update survey_question set text_en = ''other'' where team_space_id = 900001 and survey_id = %s', survey), '23514', null,
                 'questions that are asked stay') from made;
select throws_ok(format('delete from survey_question where team_space_id = 900001 and survey_id = %s', survey), '23514', null, 'all of them') from made;

select is((select outcome from issue_response_token(900001, 7201, wave, sha256('t'))), 'ok', 'who is invited gets a token') from made;
select is((select outcome from issue_response_token(900001, 7002, wave, sha256('u'))), 'not_invited', 'and nobody else') from made;
select is(answer_wave(sha256('t'), wave, '[[1, 9]]'), 'ok', 'it answers') from made;
select is(answer_wave(sha256('t'), wave, '[[1, 9]]'), 'already_answered', 'once') from made;
select is(answer_wave(sha256('v'), wave, '[[1, 9]]'), 'unknown_token', 'no other does') from made;

-- Everybody else answers too.
insert into survey_inbox (team_space_id, wave_id, department_id, location_id, tenure_band, manager_id, answers)
select 900001, wave_id, department_id, location_id, tenure_band, manager_id,
       jsonb_build_array(jsonb_build_array(1, member_id % 11)) || case when member_id < 7209 then '[[2, 0, "words"]]' else '[]'::jsonb end
from wave_invite where team_space_id = 900001 and wave_id = (select wave from made) and member_id <> 7201;
update wave_invite set responded = true where team_space_id = 900001 and wave_id = (select wave from made);
select is(release_wave(900001, wave), 'not_ended', 'nothing is worked out while it is open') from made;
update survey_wave set opens_at = now() - interval '1 hour' where team_space_id = 900001 and id = (select wave from made);
select is(close_wave(900001, 7001, wave, 0, 'r'), 'ok', 'it is closed') from made;
select is(release_wave(900001, wave), 'ok', 'and worked out') from made;
select matches(pg_temp.cell(wave, 'all', 0, 1), '^n=30 ', 'the whole is shown, and that thirty or more answered, not that all 35 did') from made;
select is(pg_temp.cell(wave, 'department', 7102, 1), 'complementary',
          'of two departments the smaller is held back, or the three others would be what is left') from made;
select isnt(pg_temp.cell(wave, 'department', 7101, 1) ~ '^n' and pg_temp.cell(wave, 'location', 7111, 1) ~ '^n', true,
            'a department, and a place that is the department and one more person, are not both shown') from made;
select is(pg_temp.cell(wave, 'all', 0, 2), 'too_few', 'eight texts are too few') from made;
select is_empty($$ select from wave_text where team_space_id = 900001 and wave_id = (select wave from made) $$, 'and none of them is shown');

select is(pg_temp.cell(wave, 'all', 0, 0), 'n=35 {"participation": 90}', 'that everybody answered is told as all but two') from made;

-- The same people are asked again: first one of them stays away, then six, then all but four.
create function pg_temp.answered(survey bigint, away int, audience text, audience_id bigint, questions int) returns bigint language plpgsql as $$
declare
    v_wave bigint;
begin
    select wave_id into v_wave from create_wave(900001, 7001, survey, null, 'anonymous', audience, audience_id, null, null, null,
                                                now() + interval '1 day', null, null, null, 'r');
    perform launch_wave(900001, 7001, v_wave, 0, 'r');
    insert into survey_inbox (team_space_id, wave_id, department_id, location_id, tenure_band, manager_id, answers)
    select 900001, wave_id, department_id, location_id, tenure_band, manager_id,
           (select jsonb_agg(jsonb_build_array(no, member_id % 11)) from generate_series(1, questions) as no)
    from wave_invite where team_space_id = 900001 and wave_id = v_wave and member_id > 7200 + away;
    update wave_invite set responded = true where team_space_id = 900001 and wave_id = v_wave and member_id > 7200 + away;
    update survey_wave set opens_at = now() - interval '1 hour' where team_space_id = 900001 and id = v_wave;
    perform close_wave(900001, 7001, v_wave, 0, 'r');
    return v_wave;
end
$$;
create function pg_temp.ask_again(survey bigint, away int, audience text default 'all', audience_id bigint default null) returns bigint language plpgsql as $$
declare
    v_wave bigint := pg_temp.answered(survey, away, audience, audience_id, 1);
begin
    perform release_wave(900001, v_wave);
    return v_wave;
end
$$;
create temporary table again as select survey, pg_temp.ask_again(survey, 1) as wave from made;
select is(pg_temp.cell(wave, 'all', 0, 1), 'changed_by_few', 'a result beside the last one would tell what the one who is missing had said') from again;
select is(pg_temp.cell(wave, 'department', 7101, 1), 'changed_by_few', 'in the department, too') from again;
select is((select reason from wave_trend point where point.team_space_id = 900001 and point.wave_id = again.wave and kind = 'all'),
          'changed_by_few', 'and the trend has no point there') from again;
select isnt(pg_temp.cell(wave, 'all', 0, 0), 'changed_by_few', 'how many came is told') from again;
select matches(pg_temp.cell(pg_temp.ask_again(survey, 6), 'all', 0, 1), '^n=25 ', 'six tell of nobody') from made;
select is(pg_temp.cell(pg_temp.ask_again(survey, 31), 'all', 0, 0), 'too_few', 'nor is participation told when fewer than five answered') from made;

-- A team of nineteen of the twenty in department 1, of which the first wave has told what it answered: by another name, and asked by another survey.
reset role;
insert into team (team_space_id, id, name) overriding system value values (900001, 7121, 'nineteen'), (900001, 7122, 'fourteen');
insert into team_member (team_space_id, team_id, member_id) select 900001, 7121, 7200 + n from generate_series(2, 20) as n;
insert into team_member (team_space_id, team_id, member_id) select 900001, 7122, 7200 + n from generate_series(7, 20) as n;
set local role gracy_app;
select matches(pg_temp.cell(wave, 'department', 7101, 1), '^n=15 ', 'the department was shown') from made;
create function pg_temp.survey_of(metric text, words text) returns bigint language sql as $$
    select survey_id from create_survey(900001, 7001, jsonb_build_object('title', '{"en": "y"}'::jsonb, 'questions', jsonb_build_array(jsonb_strip_nulls(jsonb_build_object(
        'kind', 'scale', 'metric', metric, 'text', jsonb_build_object('en', words))))), null, null, 'r')
$$;
create temporary table asked as
select pg_temp.ask_again(survey, 0, 'team', 7121) as same_survey, pg_temp.ask_again(pg_temp.survey_of('enps', 'in other words'), 0, 'team', 7121) as same_metric,
       pg_temp.ask_again(pg_temp.survey_of(null, '?'), 0, 'team', 7121) as same_words,
       pg_temp.ask_again(pg_temp.survey_of('growth', 'something else'), 0, 'team', 7121) as something_else,
       pg_temp.ask_again(pg_temp.survey_of('enps', 'in other words'), 0, 'team', 7122) as fewer
from made;
select is(pg_temp.cell(same_survey, 'all', 0, 1), 'changed_by_few', 'everybody who is asked now is that department but one, whose answer would be what is between them') from asked;
select is(pg_temp.cell(same_metric, 'all', 0, 1), 'changed_by_few', 'so it is when another survey asks for the same metric') from asked;
select is(pg_temp.cell(same_words, 'all', 0, 1), 'changed_by_few', 'or with the same words') from asked;
select matches(pg_temp.cell(something_else, 'all', 0, 1), '^n=15 ', 'what was never asked is told') from asked;
select matches(pg_temp.cell(fewer, 'all', 0, 1), '^n=10 ', 'as it is of people who are six fewer') from asked;
-- Two waves of two questions at once: between the questions of the first, the second is decided.
create temporary table at_once as
select pg_temp.answered(asking.survey_id, 0, 'all', null, 2) as first, pg_temp.answered(asking.survey_id, 0, 'team', 7121, 2) as second
from create_survey(900001, 7001, '{"title": {"en": "z"}, "questions": [{"kind": "scale", "metric": "alpha", "text": {"en": "a"}},
                                                                       {"kind": "scale", "metric": "beta", "text": {"en": "b"}}]}', null, null, 'r') as asking;
select is(release_wave(900001, first, 1) || ' ' || release_wave(900001, second) || ' ' || release_wave(900001, first), 'more ok ok', 'two are decided at once') from at_once;
select matches(pg_temp.cell(first, 'department', 7101, 1), '^n=15 ', 'what the first had told by then') from at_once;
select is(pg_temp.cell(second, 'all', 0, 1), 'changed_by_few', 'the second does not tell of one person fewer') from at_once;
select matches(pg_temp.cell(second, 'all', 0, 2), '^n=15 ', 'and what the second told') from at_once;
select is(pg_temp.cell(first, 'department', 7101, 2), 'changed_by_few', 'the first does not tell of one person more') from at_once;
select is((select count(*)::int from wave_near_group where team_space_id = 900002), 0, 'of another team space nothing is compared');

-- Twenty and twelve take several options: all of the twelve choose the first, of the twenty one does.
create temporary table several as
select pg_temp.answered(survey_id, 0, 'all', null, 1) as wave
from create_survey(900001, 7001, '{"title": {"en": "w"}, "questions": [
    {"kind": "multi", "text": {"en": "?"}, "options": [{"en": "a"}, {"en": "b"}, {"en": "c"}]}]}', null, null, 'r');
update survey_inbox waiting
set answers = case when department_id = 7101 then (case when place % 3 = 0 then '[[1, 3]]' else '[[1, 2]]' end
                                                    )::jsonb || (case when place = 1 then '[[1, 1]]' else '[]' end)::jsonb
                   else jsonb_build_array('[1, 1]'::jsonb) || case when place % 2 = 0 then '[[1, 3]]' else '[]' end::jsonb end
from (select id, row_number() over (partition by department_id order by id) as place from survey_inbox inside, several
      where inside.team_space_id = 900001 and inside.wave_id = several.wave) as ordered, several
where waiting.team_space_id = 900001 and waiting.wave_id = several.wave and waiting.id = ordered.id;
select is(release_wave(900001, wave, 2), 'more', 'each option is a step of its own') from several;
select is(release_wave(900001, wave, 2), 'ok', 'and the last one ends it') from several;
select matches(pg_temp.cell(wave, 'all', 0, 1), '"held_back": \[\]', 'the whole is told of each option') from several;
select matches(pg_temp.cell(wave, 'department', 7101, 1), '"held_back": \[1', 'a department not of the one that all others chose') from several;
select is((select count(*)::int from wave_result cell, several where cell.team_space_id = 900001 and cell.wave_id = several.wave and question_no = 1
           and kind = 'department' and stats -> 'shares' ? '1'), 0, 'nor those others') from several;

-- Names: of two who answer, one does so at a host that has not told them.
create temporary table named as
select wave_id as wave
from create_survey(900001, 7001, '{"title": {"en": "n"}, "questions": [{"kind": "scale", "text": {"en": "whose?"}}]}', null, null, 'r') as made_survey,
     create_wave(900001, 7001, made_survey.survey_id, null, 'identified', 'all', null, null, null, null, now() + interval '1 day', null, null, null, 'r');
select is(launch_wave(900001, 7001, wave, 0, 'r', true), 'ok', 'a wave is launched that shows names') from named;
do $$ begin
    perform issue_response_token(900001, 7200 + n, wave, sha256(('named' || n)::bytea)) from named, generate_series(1, 2) as n;
    perform answer_wave(sha256('named1'), wave, '[[1, 9]]', true) from named;
    perform answer_wave(sha256('named2'), wave, '[[1, 8]]') from named;
    update survey_wave set opens_at = now() - interval '1 hour' where team_space_id = 900001 and id = (select wave from named);
    perform close_wave(900001, 7001, wave, 0, 'r') from named;
    perform release_wave(900001, wave) from named;
end $$;
select results_eq($$ select member_id, answers #>> '{0,values,0}' from named, read_wave_responses(900001, 7001, wave, 0, 10, 0, 'r') $$,
                  $$ values (7201::bigint, '9') $$, 'of those who were told, and of nobody else');

-- Called off before anybody was asked.
create temporary table called_off as
select made_survey.survey_id as survey, drafted.wave_id as wave
from create_survey(900001, 7001, '{"title": {"en": "c"}, "questions": [{"kind": "scale", "text": {"en": "?"}}]}', null, null, 'r') as made_survey,
     generate_series(1, 2) as n,
     create_wave(900001, 7001, made_survey.survey_id, 'draft ' || n, 'anonymous', 'all', null, null, null, null, now() + interval '1 day', null, null, null, 'r') as drafted;
select is(array_agg(cancel_wave(900001, 7001, wave, 0, 'r')), '{ok,ok}', 'drafts are called off') from called_off;
select is(delete_wave(900001, 7001, min(wave), 0, 'r'), 'ok', 'one is deleted') from called_off;
select is(delete_survey(900001, 7001, min(survey), 0, 'r'), 'ok', 'the other with its survey') from called_off;
select is(delete_wave(900001, 7001, wave, 0, 'r'), 'already_launched', 'but no wave that people were asked') from named;
select * from finish();
rollback;
