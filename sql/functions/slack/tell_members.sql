-- Notices that are due become messages in Slack: all that wait for one member are one message, a digest when they are
-- several; those that have no room in it stay due, and so do questions to HR for which it has no button (ticket_buttons). A member gets at most three such messages in a day of their own clock;
-- what comes after that waits for the end of the night, and all of it for the end of their quiet hours and of their pause.
-- HR's answer, for which they have asked, does not wait for another day, nor does HR hear a day later of a question. Of a survey that they have answered meanwhile, or
-- that is over by then, they are not told, nor of a card or a question of a day that is over; and who is in no connected workspace
-- reads all of it in the product alone. While Slack refuses the token it waits, a day at most. How many members were seen to.
--
-- A member is one call's at a time, with all that waits for them: two calls that had some of it each would wait for one
-- another. Others pass over them. Members are told in the order of open_slack_lane.
--
-- What has a place is told with a link to it (notice_link); p_address: nginx as browsers reach it, or null.
-- p_resume: {language: a button}, which stands under the notice that coffee pauses for somebody, with the program as its value;
-- p_answer: likewise under those that ask for an answer to a wave; p_link: {language: {confirm: a button, disown: a button}}, under those that say
-- that somebody in Slack is they; p_ticket: {language: a button}, under those that tell HR of a question.
create or replace function gracy.tell_members(p_limit int, p_resume jsonb, p_answer jsonb, p_link jsonb, p_ticket jsonb, p_address text) returns int
    language plpgsql set enable_sort = on as $$
declare
    v_due record;
    v_team_space_id bigint;
    v_person record;
    v_notices record;
    v_text text;
    v_blocks jsonb;
    v_at timestamptz;
    v_prompt_at timestamptz;
    v_seen int := 0;
begin
    for v_due in
        select due.team_space_id, due.member_id
        from (select notice.team_space_id, notice.member_id, notice.tell_at
              from gracy.member_notice notice
              where notice.tell_at <= now()
              order by notice.tell_at
              limit p_limit) as due
        group by due.team_space_id, due.member_id
        order by due.team_space_id, gracy.member_lane(due.team_space_id, due.member_id), due.member_id
    loop
        continue when not pg_try_advisory_xact_lock(
            hashtextextended('gracy.tell_members/' || v_due.team_space_id || '/' || v_due.member_id, 0));
        v_seen := v_seen + 1;
        v_team_space_id := v_due.team_space_id;
        select person.team_id, person.user_id, gracy.member_locale(v_team_space_id, member.id) as locale into v_person
        from gracy.member
        join gracy.slack_user person on person.team_space_id = v_team_space_id and person.member_id = v_due.member_id
                                        and not person.deleted
        join gracy.slack_installation installation
             on installation.team_space_id = v_team_space_id and installation.status = 'active'
                and installation.team_id = person.team_id
        where member.team_space_id = v_team_space_id and member.id = v_due.member_id
              and member.status in ('active', 'on_leave')
        order by person.team_id
        limit 1;
        if not found then
            update gracy.member_notice notice
            set tell_at = null
            where notice.team_space_id = v_team_space_id and notice.member_id = v_due.member_id and notice.tell_at <= now();
            continue;
        end if;
        if not gracy.can_tell_in_slack(v_team_space_id, v_person.team_id) then
            update gracy.member_notice notice
            set tell_at = case when notice.created_at > now() - interval '1 day' then now() + interval '10 minutes' end
            where notice.team_space_id = v_team_space_id and notice.member_id = v_due.member_id and notice.tell_at <= now();
            continue;
        end if;

        v_at := gracy.may_be_told_at(v_team_space_id, v_due.member_id, v_person.user_id);
        if v_at > now() then
            v_prompt_at := gracy.may_be_told_at(v_team_space_id, v_due.member_id, v_person.user_id, false, true);
            update gracy.member_notice notice
            set tell_at = case when notice.kind in ('ticket.answered', 'ticket.opened') then v_prompt_at else v_at end
            where notice.team_space_id = v_team_space_id and notice.member_id = v_due.member_id and notice.tell_at <= now()
                  and (notice.kind not in ('ticket.answered', 'ticket.opened') or v_prompt_at > now());
        end if;

        update gracy.member_notice notice
        set tell_at = null
        where notice.team_space_id = v_team_space_id and notice.member_id = v_due.member_id and notice.tell_at <= now()
              and notice.kind in ('survey.invitation', 'survey.reminder')
              and not exists (
                  select from gracy.survey_wave wave
                  join gracy.wave_invite invite
                       on invite.team_space_id = v_team_space_id and invite.wave_id = wave.id
                          and invite.member_id = v_due.member_id and not invite.responded
                  where wave.team_space_id = v_team_space_id and wave.id = notice.subject_id::bigint
                        and gracy.wave_state(wave.state, wave.opens_at, wave.closes_at) = 'open');
        update gracy.member_notice notice
        set tell_at = null
        where notice.team_space_id = v_team_space_id and notice.member_id = v_due.member_id and notice.tell_at <= now()
              and notice.kind in ('feeling.ready', 'check_in.question')
              and notice.subject_id <> (now() at time zone gracy.member_tz(v_team_space_id, v_due.member_id))::date::text;
        with waiting as (
            select notice.id, spoken.text, row_number() over in_turn as place,
                   sum(length(spoken.text) + length(E'\n• ')) over in_turn as length,
                   notice.kind = 'ticket.opened' and p_ticket is not null as is_ticket,
                   count(*) filter (where notice.kind = 'ticket.opened') over in_turn as ticket
            from gracy.member_notice notice
            cross join lateral (
                select gracy.notice_link(v_team_space_id, notice.kind, notice.subject_id, v_person.locale, p_address) as link) as placed
            cross join lateral (
                select gracy.cut_mrkdwn(gracy.slack_escape(case when v_person.locale = 'ko' then notice.text_ko else notice.text_en end),
                                        4000 - length(placed.link)) || placed.link as text) as spoken
            where notice.team_space_id = v_team_space_id and notice.member_id = v_due.member_id and notice.tell_at <= now()
            window in_turn as (order by notice.id)
        ),
        merged as (
            update gracy.member_notice notice
            set tell_at = null
            from waiting
            -- The headline takes the rest of 4,000.
            where notice.team_space_id = v_team_space_id and notice.id = waiting.id and (waiting.length <= 3900 or waiting.place = 1)
                  and not (waiting.is_ticket and waiting.ticket > 5)
            returning notice.id, waiting.text, case when notice.kind = 'coffee.paused' then notice.subject_id end as program,
                      case when notice.kind in ('survey.invitation', 'survey.reminder') then notice.subject_id end as wave,
                      case when notice.kind = 'slack.proposed' then notice.subject_id end as person,
                      case when notice.kind = 'ticket.opened' then notice.subject_id end as ticket
        )
        select count(*) as count, max(merged.id) as last_id,
               string_agg(merged.text, E'\n• ' order by merged.id) as text,
               array_agg(distinct merged.program) filter (where merged.program is not null) as programs,
               array_agg(distinct merged.wave) filter (where merged.wave is not null) as waves,
               array_agg(distinct merged.person) filter (where merged.person is not null) as people,
               array_agg(distinct merged.ticket) filter (where merged.ticket is not null) as tickets into v_notices
        from merged;
        continue when v_notices.count = 0;
        v_text := gracy.cut_mrkdwn(case when v_notices.count = 1 then v_notices.text
                            when v_person.locale = 'ko' then format(E'새 알림 %s개가 있어요.\n• %s', v_notices.count, v_notices.text)
                            else format(E'You have %s notifications.\n• %s', v_notices.count, v_notices.text) end, 4000);
        v_blocks := gracy.coffee_pause_blocks(v_team_space_id, v_text, case when p_resume is not null then v_notices.programs end,
                                              p_resume -> v_person.locale)
                    || case when p_answer is null then '[]'
                            else gracy.survey_buttons(v_team_space_id, v_notices.waves, v_person.locale, p_answer -> v_person.locale) end
                    || gracy.slack_link_buttons(v_team_space_id, v_due.member_id, v_notices.people, p_link -> v_person.locale)
                    || case when p_ticket is null then '[]'
                            else gracy.ticket_buttons(v_team_space_id, v_notices.tickets, p_ticket -> v_person.locale) end;
        perform gracy.queue_slack_broadcast(
            v_team_space_id, v_person.team_id, v_person.user_id,
            case when v_blocks @> '[{"type": "actions"}]' then json_build_object('text', v_text, 'blocks', v_blocks)
                 else json_build_object('text', v_text) end,
            concat_ws('/', 'notice', v_due.member_id, v_notices.last_id));
    end loop;
    return v_seen;
end
$$;

-- As a worker of the release before calls it.
create or replace function gracy.tell_members(p_limit int, p_resume jsonb, p_answer jsonb, p_link jsonb, p_ticket jsonb) returns int
    language sql as $$
    select gracy.tell_members(p_limit, p_resume, p_answer, p_link, p_ticket, null)
$$;

create or replace function gracy.tell_members(p_limit int, p_resume jsonb default null, p_answer jsonb default null) returns int
    language sql as $$
    select gracy.tell_members(p_limit, p_resume, p_answer, null, null, null)
$$;
