-- Tells members of waves that are open: that they are asked, and later the nudges. Who has answered meanwhile, has left, or
-- was asked by a wave that is over is told nothing, and their row is settled like the others: it says of nobody whether they
-- answered. In somebody's quiet hours it waits, so that what is told then is still so; of what has come together by then they
-- are told once, by the last row, and in the invitation's words when they had none. At most p_limit rows a call, in one
-- transaction with the notices; how many were looked at.
create or replace function gracy.tell_of_waves(p_limit int) returns int
    language plpgsql as $$
declare
    v_due record;
    v_team_space_id bigint;
    v_about record;
    v_at timestamptz;
    v_tz text;
    v_until_en text;
    v_until_ko text;
    v_seen int := 0;
begin
    for v_due in
        select reminder.team_space_id, reminder.wave_id, reminder.member_id, reminder.no
        from gracy.survey_reminder reminder
        where reminder.delivered_at is null and reminder.queued_at <= now()
        order by reminder.queued_at
        limit p_limit
        for update skip locked
    loop
        v_seen := v_seen + 1;
        v_team_space_id := v_due.team_space_id;
        select coalesce(survey.title_ko, survey.title_en) as title_ko, coalesce(survey.title_en, survey.title_ko) as title_en,
               wave.mode, wave.closes_at, quiet.paused_until,
               exists (select from gracy.member_notice notice
                       where notice.team_space_id = v_team_space_id and notice.member_id = v_due.member_id
                             and notice.created_at >= wave.launched_at and notice.kind = 'survey.invitation'
                             and notice.subject_id = v_due.wave_id::text) as invited into v_about
        from gracy.survey_wave wave
        join gracy.survey on survey.team_space_id = v_team_space_id and survey.id = wave.survey_id
        join gracy.wave_invite invite
             on invite.team_space_id = v_team_space_id and invite.wave_id = v_due.wave_id
                and invite.member_id = v_due.member_id and not invite.responded
        join gracy.member
             on member.team_space_id = v_team_space_id and member.id = v_due.member_id
                and member.status in ('active', 'on_leave')
        left join gracy.quiet_hours quiet on quiet.team_space_id = v_team_space_id and quiet.member_id = v_due.member_id
        where wave.team_space_id = v_team_space_id and wave.id = v_due.wave_id
              and gracy.wave_state(wave.state, wave.opens_at, wave.closes_at) = 'open'
              -- Told already or not: a later row stands for this one.
              and not exists (select from gracy.survey_reminder later
                              where later.team_space_id = v_team_space_id and later.wave_id = v_due.wave_id
                                    and later.member_id = v_due.member_id and later.no > v_due.no);
        if found then
            v_at := gracy.undisturbed_at(v_team_space_id, array[v_due.member_id], greatest(now(), v_about.paused_until));
            if v_at > now() and v_at < v_about.closes_at then
                update gracy.survey_reminder reminder
                set queued_at = v_at
                where reminder.team_space_id = v_team_space_id and reminder.wave_id = v_due.wave_id
                      and reminder.member_id = v_due.member_id and reminder.no = v_due.no;
                continue;
            end if;
            v_tz := gracy.member_tz(v_team_space_id, v_due.member_id);
            v_until_en := gracy.clock_time(v_about.closes_at, v_tz, 'en');
            v_until_ko := gracy.clock_time(v_about.closes_at, v_tz, 'ko');
            if not v_about.invited then
                perform gracy.notify_member(
                    v_team_space_id, v_due.member_id, 'survey.invitation',
                    format('You are asked for your opinion: the survey “%s” is open until %s. %s', v_about.title_en, v_until_en,
                           case when v_about.mode = 'anonymous' then 'It is anonymous.'
                                else 'Your answers are stored with your name.' end),
                    format('의견을 들려주세요. 설문 ‘%s’에 %s까지 응답할 수 있어요. %s', v_about.title_ko, v_until_ko,
                           case when v_about.mode = 'anonymous' then '익명 설문이에요.' else '답변은 이름과 함께 저장돼요.' end),
                    'wave', v_due.wave_id::text);
            else
                perform gracy.notify_member(
                    v_team_space_id, v_due.member_id, 'survey.reminder',
                    format('The survey “%s” is open until %s. If you have not answered yet: your opinion is missing. %s',
                           v_about.title_en, v_until_en,
                           case when v_about.mode = 'anonymous' then 'It is anonymous: nobody else is told.'
                                else 'Your answers are stored with your name.' end),
                    format('설문 ‘%s’에 %s까지 응답할 수 있어요. 아직이라면 의견을 들려주세요. %s',
                           v_about.title_ko, v_until_ko,
                           case when v_about.mode = 'anonymous' then '익명 설문이고, 이 알림은 본인만 봐요.'
                                else '답변은 이름과 함께 저장돼요.' end),
                    'wave', v_due.wave_id::text);
            end if;
        end if;
        update gracy.survey_reminder reminder
        set delivered_at = now()
        where reminder.team_space_id = v_team_space_id and reminder.wave_id = v_due.wave_id
              and reminder.member_id = v_due.member_id and reminder.no = v_due.no;
    end loop;
    return v_seen;
end
$$;
