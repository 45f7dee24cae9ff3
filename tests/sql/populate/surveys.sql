-- Surveys in numbers: a thousand in three team spaces, each with a wave.
create temporary table filled_survey as
select member.team_space_id, member.id as member_id, row_number() over () as n
from member join team_space on team_space.id = member.team_space_id
where team_space.slug in ('hanbit', 'daybreak') and member.status = 'active'
limit 600;
insert into survey (team_space_id, id, title_en, created_by)
select team_space_id, 100000 + n, 'Survey ' || n, member_id from filled_survey;
insert into survey_version (team_space_id, survey_id, no) select team_space_id, 100000 + n, 1 from filled_survey;
insert into survey_question (team_space_id, survey_id, version, no, kind, metric, text_en, required)
select team_space_id, 100000 + n, 1, no, 'scale', case no when 1 then 'enps' end, 'Question ' || no, true
from filled_survey, generate_series(1, 3) as no;
insert into survey_wave (team_space_id, id, survey_id, mode, audience, closes_at, created_by)
select team_space_id, 100000 + n, 100000 + n, 'identified', 'all', now() + interval '1 day', member_id from filled_survey;
insert into wave_group (team_space_id, wave_id, kind, group_id, invited)
select team_space_id, 100000 + n, kind, 0, 10 from filled_survey, unnest(array['all', 'department']) as kind;
insert into wave_invite (team_space_id, wave_id, member_id, token_hash)
select team_space_id, 100000 + n, member_id, sha256(('invite' || n)::bytea) from filled_survey;
insert into survey_inbox (team_space_id, wave_id, answers) select team_space_id, 100000 + n, '[]' from filled_survey;
insert into survey_response (team_space_id, wave_id, id, stored_on)
select team_space_id, 100000 + n, md5(n::text)::uuid, '2026-11-01' from filled_survey;
insert into survey_answer (team_space_id, wave_id, response_id, question_no, value)
select team_space_id, 100000 + n, md5(n::text)::uuid, 1, 5 from filled_survey;
insert into survey_signature (team_space_id, wave_id, response_id, member_id)
select team_space_id, 100000 + n, md5(n::text)::uuid, member_id from filled_survey;
insert into wave_result (team_space_id, wave_id, kind, group_id, question_no, released, n, stats)
select team_space_id, 100000 + n, 'all', 0, 1, true, 10, '{}' from filled_survey;
insert into wave_text (team_space_id, wave_id, question_no, text) select team_space_id, 100000 + n, 1, 'x' from filled_survey;
insert into wave_trend (team_space_id, survey_id, metric, kind, group_id, wave_id, released, n, value)
select team_space_id, 100000 + n, 'enps', 'all', 0, 100000 + n, true, 10, 1.0 from filled_survey;
insert into survey_reminder (team_space_id, wave_id, member_id, no)
select team_space_id, 100000 + n, member_id, 1 from filled_survey;
insert into wave_near_group (team_space_id, wave_id, kind, group_id, other_wave_id, other_kind, other_group_id, members)
select team_space_id, 100000 + n, 'department', 0, 100000 + n, 'all', 0, 1 from filled_survey;
drop table filled_survey;
-- One that is over, with answers still to be moved and results to be worked out; one to be launched; a token to answer with.
insert into survey_wave (team_space_id, survey_id, name, mode, audience, k_score, k_text, opens_at, closes_at, state, question_version, invited, launched_at, created_by)
select team_space_id, survey_id, 'ended', mode, audience, k_score, k_text, now() - interval '2 days', now() - interval '1 day', 'launched', question_version, invited,
       now() - interval '2 days', created_by
from survey_wave where state = 'launched' and name is not null;
insert into wave_group (team_space_id, wave_id, kind, group_id, invited)
select ended.team_space_id, ended.id, kind, group_id, known.invited
from survey_wave ended join survey_wave original on original.team_space_id = ended.team_space_id and original.survey_id = ended.survey_id and original.state = 'launched' and original.name <> 'ended'
join wave_group known on known.team_space_id = original.team_space_id and known.wave_id = original.id
where ended.name = 'ended';
insert into wave_invite (team_space_id, wave_id, member_id, responded, department_id, location_id, tenure_band, manager_id)
select ended.team_space_id, ended.id, member_id, responded, department_id, location_id, tenure_band, manager_id
from survey_wave ended join survey_wave original on original.team_space_id = ended.team_space_id and original.survey_id = ended.survey_id and original.state = 'launched' and original.name <> 'ended'
join wave_invite invite on invite.team_space_id = original.team_space_id and invite.wave_id = original.id
where ended.name = 'ended';
insert into survey_inbox (team_space_id, wave_id, department_id, location_id, tenure_band, manager_id, answers)
select ended.team_space_id, ended.id, department_id, location_id, tenure_band, manager_id, answers
from survey_wave ended join survey_wave original on original.team_space_id = ended.team_space_id and original.survey_id = ended.survey_id and original.state = 'launched' and original.name <> 'ended'
join survey_inbox waiting on waiting.team_space_id = original.team_space_id and waiting.wave_id = original.id
where ended.name = 'ended';
insert into survey_wave (team_space_id, id, survey_id, name, mode, audience, closes_at, created_by)
select team_space_id, 200000, survey_id, 'draft', mode, audience, now() + interval '1 day', created_by from survey_wave where name = 'ended';
update wave_invite set token_hash = sha256('token')
where (team_space_id, wave_id, member_id) = (
    select invite.team_space_id, invite.wave_id, min(invite.member_id)
    from wave_invite invite join survey_wave wave on wave.team_space_id = invite.team_space_id and wave.id = invite.wave_id
    where wave.state = 'launched' and wave.name <> 'ended' and not invite.responded
    group by 1, 2);
insert into wave_department (team_space_id, wave_id, department_id, ancestor_id)
select team_space_id, wave_id, group_id, group_id from wave_group where kind = 'department' on conflict do nothing;
