-- Writes the next p_limit recipients of an announcement down, each with a delivery: in Slack for who is there, when Slack
-- is one of its channels, else by e-mail, when that is one. The first time it begins a scheduled one. Runs again from where
-- it was. Outcomes: more, done, nothing (not due, recalled, or over), held (its audience has grown beyond what may be told
-- without an approval: it waits for one, of which its author hears, and who can give it; or nobody could give it, or nobody is
-- left in the audience: it is a draft again, of which its author hears).
create or replace function gracy.prepare_announcement(
    p_team_space_id bigint,
    p_id bigint,
    p_limit int,
    out outcome text,
    out recipients int)
language plpgsql as $$
declare
    v_before gracy.announcement;
    v_members bigint[];
    v_chunk bigint[];
    v_empty bool;
    v_held bool;
    v_drafted bool;
begin
    select announcement.* into v_before
    from gracy.announcement
    where announcement.team_space_id = p_team_space_id and announcement.id = p_id
    for update;
    if not found or v_before.planned or v_before.state not in ('scheduled', 'sending')
       or (v_before.state = 'scheduled' and v_before.scheduled_at > now()) then
        outcome := 'nothing';
        return;
    end if;
    v_members := gracy.audience_recipients(p_team_space_id, v_before.audience);
    v_empty := v_before.state = 'scheduled' and cardinality(v_members) = 0;
    v_held := v_empty or (v_before.state = 'scheduled' and v_before.approved_by is null
                          and gracy.announcement_needs_approval(p_team_space_id, p_id, cardinality(v_members)));
    v_drafted := v_empty or (v_held and not exists (select from gracy.announcement_approvers(p_team_space_id, p_id)));
    v_chunk := case when v_held then '{}'
                    else array(select id from unnest(v_members) as chosen(id) where id > v_before.planned_after_id
                               order by id limit p_limit) end;

    insert into gracy.announcement_recipient (team_space_id, announcement_id, member_id, locale, tz)
    select p_team_space_id, p_id, member.id, gracy.member_locale(p_team_space_id, member.id),
           gracy.member_tz(p_team_space_id, member.id)
    from unnest(v_chunk) as chosen(id)
    join gracy.member on member.team_space_id = p_team_space_id and member.id = chosen.id
    on conflict do nothing;
    insert into gracy.announcement_delivery (team_space_id, announcement_id, member_id, channel, due_at, state, error_code)
    select p_team_space_id, p_id, chosen.id, way.channel, now(),
           case when way.reachable then 'waiting' else 'skipped' end, case when not way.reachable then 'not_in_slack' end
    from unnest(v_chunk) as chosen(id)
    left join gracy.slack_addresses(p_team_space_id, v_chunk) as address on address.member_id = chosen.id
    cross join lateral gracy.delivery_way(v_before.channels, address.user_id is not null) as way
    on conflict do nothing;

    outcome := case when v_held then 'held' when cardinality(v_chunk) < p_limit then 'done' else 'more' end;
    recipients := v_before.recipients + cardinality(v_chunk);
    -- Senders begin with the first chunk, more of them for more people.
    for v_sender in 1 .. case when v_held or 'email' <> all (v_before.channels) then 0 else least(4, 1 + cardinality(v_members) / 100) end loop
        perform gracy.queue_announcement_delivery(p_team_space_id, p_id, 'announcement', v_sender, 0, now());
    end loop;
    if not v_held and ('slack' = any (v_before.channels)
                        or exists (select from gracy.announcement_channel posted
                                   where posted.team_space_id = p_team_space_id and posted.announcement_id = p_id)) then
        perform gracy.queue_slack_announcement(p_team_space_id, p_id, 'announcement', 0, now());
    end if;
    -- Two statements, so that counting on is not a new version.
    if v_before.state = 'scheduled' then
        update gracy.announcement begun
        set state = case when v_drafted then 'draft' when v_held then 'submitted' else 'sending' end,
            began_at = case when not v_held then now() end,
            scheduled_at = case when not v_held then begun.scheduled_at end,
            submitted_at = case when v_drafted then null when v_held then now() else begun.submitted_at end,
            approved_by = case when not v_drafted then begun.approved_by end,
            approved_at = case when not v_drafted then begun.approved_at end
        where begun.team_space_id = p_team_space_id and begun.id = p_id;
        perform gracy.note_audit(p_team_space_id, null,
                                 case when v_held then 'announcement.hold' else 'announcement.begin' end, 'announcement',
                                 p_id::text, null, jsonb_build_object('recipients', cardinality(v_members)));
    end if;
    if v_empty then
        perform gracy.notify_member(
            p_team_space_id, v_before.author_id, 'announcement.held',
            format('Your announcement "%s" did not go out: nobody is left to receive it. It is a draft again.',
                   coalesce(v_before.title_en, v_before.title_ko)),
            format('''%s'' 공지를 보내지 않았어요. 받을 사람이 남아 있지 않아 다시 임시 저장 상태예요.',
                   coalesce(v_before.title_ko, v_before.title_en)),
            'announcement', p_id::text);
    elsif v_drafted then
        perform gracy.notify_member(
            p_team_space_id, v_before.author_id, 'announcement.held',
            format('Your announcement "%s" did not go out: it would go to %s people by now, and has to be approved first, but nobody else may approve it. It is a draft again.',
                   coalesce(v_before.title_en, v_before.title_ko), cardinality(v_members)),
            format('''%s'' 공지를 보내지 않았어요. 받는 사람이 %s명으로 늘어 다른 사람의 승인이 필요하지만, 승인할 수 있는 사람이 없어 다시 임시 저장 상태예요.',
                   coalesce(v_before.title_ko, v_before.title_en), cardinality(v_members)),
            'announcement', p_id::text);
    elsif v_held then
        perform gracy.tell_approvers(p_team_space_id, p_id, null);
        perform gracy.notify_member(
            p_team_space_id, v_before.author_id, 'announcement.held',
            format('Your announcement "%s" did not go out: it would go to %s people by now, and has to be approved first.',
                   coalesce(v_before.title_en, v_before.title_ko), cardinality(v_members)),
            format('''%s'' 공지를 보내지 않았어요. 받는 사람이 %s명으로 늘어 다른 사람의 승인이 필요해요.',
                   coalesce(v_before.title_ko, v_before.title_en), cardinality(v_members)),
            'announcement', p_id::text);
    end if;
    update gracy.announcement counted
    set planned_after_id = coalesce(v_chunk[cardinality(v_chunk)], counted.planned_after_id),
        planned = prepare_announcement.outcome = 'done',
        recipients = prepare_announcement.recipients
    where counted.team_space_id = p_team_space_id and counted.id = p_id;
end
$$;
