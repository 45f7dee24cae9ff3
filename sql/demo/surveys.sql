-- Surveys of the demo: a pulse with eNPS that was asked twice and is being asked again. Included by demo.sql after people.sql.
create function pg_temp.make_surveys(slug text, asker int) returns void language plpgsql as $$
declare
    space bigint := pg_temp.team_space(slug);
    author bigint := (select min(id) from gracy.member where team_space_id = space) + asker - 1;
    survey bigint;
    wave bigint;
    round int;
begin
    survey := (gracy.create_survey(space, author, $json${
        "title": {"ko": "분기 조직 진단", "en": "Quarterly pulse"},
        "questions": [
            {"kind": "scale", "metric": "enps",
             "text": {"ko": "우리 회사를 주변에 추천할 마음이 얼마나 있나요?", "en": "How likely are you to recommend us as a place to work?"}},
            {"kind": "likert5", "metric": "meaning",
             "text": {"ko": "내 일이 의미 있다고 느껴요.", "en": "My work feels meaningful."}},
            {"kind": "likert5", "metric": "support",
             "text": {"ko": "필요할 때 리더의 도움을 받아요.", "en": "My lead helps me when I need it."}},
            {"kind": "single",
             "text": {"ko": "어디에서 가장 일이 잘 되나요?", "en": "Where do you work best?"},
             "options": [{"ko": "사무실", "en": "At the office"}, {"ko": "집", "en": "At home"}, {"ko": "반반", "en": "Half and half"}]},
            {"kind": "multi", "required": false,
             "text": {"ko": "무엇이 나아지면 좋을까요?", "en": "What should get better?"},
             "options": [{"ko": "회의", "en": "Meetings"}, {"ko": "도구", "en": "Tools"}, {"ko": "성장 기회", "en": "Growth"}, {"ko": "보상", "en": "Pay"}]},
            {"kind": "text", "text": {"ko": "더 하고 싶은 말이 있나요?", "en": "Anything else?"}}]
    }$json$, null, null, 'demo')).survey_id;
    for round in 1..3 loop
        wave := (gracy.create_wave(space, author, survey, (array['1분기', '2분기', '3분기'])[round], 'anonymous', 'all', null, null,
                                   null, null, now() + interval '10 days', null, null, null, 'demo')).wave_id;
        perform gracy.launch_wave(space, author, wave, 0, 'demo');
        -- Nobody is told of the demo's when a worker starts.
        update gracy.survey_reminder set delivered_at = queued_at where team_space_id = space and wave_id = wave;
        create temporary table answerer on commit drop as
        select invite.*, md5(slug || '/response/' || round || '/' || invite.member_id)::uuid as id,
               slug || '/' || round || '/' || invite.member_id as seed
        from gracy.wave_invite invite
        where invite.team_space_id = space and invite.wave_id = wave
              -- Of the wave that is open a part has answered so far.
              and pg_temp.draw(slug || '/answers/' || round || '/' || invite.member_id, 100) < case round when 3 then 35 else 72 end;
        update gracy.wave_invite invite set responded = true
        from answerer
        where invite.team_space_id = space and invite.wave_id = wave and invite.member_id = answerer.member_id;
        insert into gracy.survey_inbox (team_space_id, wave_id, id, department_id, location_id, tenure_band, manager_id, answers)
        select space, wave, id, department_id, location_id, tenure_band, manager_id,
               jsonb_build_array(
                   jsonb_build_array(1, least(10, 3 + round / 2 + pg_temp.draw(seed || '/enps', 8))),
                   jsonb_build_array(2, 2 + pg_temp.draw(seed || '/meaning', 4)),
                   jsonb_build_array(3, 1 + pg_temp.draw(seed || '/support', 5)),
                   jsonb_build_array(4, 1 + pg_temp.draw(seed || '/place', 3)),
                   jsonb_build_array(5, 1 + pg_temp.draw(seed || '/wish', 4)))
               || case when pg_temp.draw(seed || '/text', 100) < 12
                       then jsonb_build_array(jsonb_build_array(6, 0, (array['회의가 조금 줄었으면 해요.', '지금 팀이 좋아요.', 'More focus time, please.',
                                '성장할 기회가 더 있으면 좋겠어요.', '점심 메뉴를 다양하게 해 주세요.'])[1 + pg_temp.draw(seed || '/words', 5)]))
                       else '[]' end
        from answerer
        order by id;
        drop table answerer;
        exit when round = 3;
        update gracy.survey_wave
        set state = 'closed', opens_at = now() - interval '91 days' * (3 - round), launched_at = now() - interval '91 days' * (3 - round),
            closes_at = now() - interval '91 days' * (3 - round) + interval '14 days'
        where team_space_id = space and id = wave;
        perform gracy.settle_wave(space, wave, true);
        -- All of the demo is one transaction, of which the planner knows nothing yet.
        analyze gracy.wave_invite, gracy.wave_group, gracy.survey_response, gracy.survey_answer;
        perform gracy.release_wave(space, wave);
        delete from gracy.member_notice where team_space_id = space and subject_kind = 'wave' and subject_id = wave::text;
        update gracy.wave_text set id = md5(slug || round || id::text)::uuid where team_space_id = space and wave_id = wave;
    end loop;
end
$$;
