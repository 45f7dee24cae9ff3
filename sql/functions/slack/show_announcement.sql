-- The messages around an announcement say what is so now: the one with which its author follows it, and those in which
-- others (who may approve it, and are in Slack) are asked to approve this version of it, or a correction of it, outside their
-- quiet hours. A worker of before, which knows of no correction, has no request for one, and asks nobody. False
-- when it is not of p_version any more: what has changed it has this done again. p_version is null of one that was deleted.
--
-- p_contents: {"control": arguments of chat.postMessage, "request": {language: arguments}, "answer": {language: arguments}};
-- "answer" takes the place of a request for which there is no need any more.
create or replace function gracy.show_announcement(p_team_space_id bigint, p_id bigint, p_version int, p_contents json)
returns bool
    language plpgsql
    set enable_sort = on
    as $$
declare
    v_announcement record;
    v_author record;
    v_approver record;
    v_asked record;
    v_is_asked bool;
begin
    select announcement.state, announcement.author_id, announcement.correction is not null as is_corrected into v_announcement
    from gracy.announcement
    where announcement.team_space_id = p_team_space_id and announcement.id = p_id and announcement.version = p_version
    for share;
    if not found and p_version is not null then
        return false;
    end if;
    -- Before the messages, as take_slack_batch does.
    perform from gracy.slack_lane lane
    where lane.team_space_id = p_team_space_id
    order by lane.team_id, lane.method
    for update;
    select address.team_id, address.user_id into v_author
    from gracy.slack_addresses(p_team_space_id, array[v_announcement.author_id]) as address
    where v_announcement.state in ('submitted', 'approved', 'scheduled', 'sending', 'sent');
    perform gracy.keep_slack_message(p_team_space_id, concat_ws('/', 'announcement control', p_id), p_contents -> 'control',
                                     case v_announcement.state when 'sending' then interval '10 seconds' else interval '0' end,
                                     v_author.team_id, v_author.user_id);

    v_is_asked := coalesce(v_announcement.state = 'submitted' or v_announcement.is_corrected, false)
                  and json_typeof(p_contents -> 'request') = 'object';
    for v_approver in
        select member.id, gracy.member_locale(p_team_space_id, member.id) as locale, address.team_id, address.user_id,
               quiet.paused_until
        from gracy.announcement_approvers(p_team_space_id, p_id) as approver
        join gracy.member on member.team_space_id = p_team_space_id and member.id = approver
        cross join lateral gracy.slack_addresses(p_team_space_id, array[member.id]) as address
        left join gracy.quiet_hours quiet on quiet.team_space_id = p_team_space_id and quiet.member_id = member.id
        where v_is_asked
        order by member.id
    loop
        perform gracy.keep_slack_message(p_team_space_id, concat_ws('/', 'approval', p_id, p_version, v_approver.id),
                                         p_contents -> 'request' -> v_approver.locale, interval '0', v_approver.team_id,
                                         v_approver.user_id,
                                         gracy.undisturbed_at(p_team_space_id, array[v_approver.id],
                                                              greatest(now(), v_approver.paused_until)));
    end loop;

    for v_asked in
        select message.id, message.dedupe_key, message.state = 'waiting' and message.uncertain = 0 as never_arrived,
               gracy.member_locale(p_team_space_id, member.id) as locale
        from gracy.slack_message message
        join gracy.member on member.team_space_id = p_team_space_id
                             and member.id = split_part(message.dedupe_key, '/', 4)::bigint
        where message.team_space_id = p_team_space_id and message.dedupe_key >= concat('approval/', p_id, '/')
              and message.dedupe_key < concat('approval/', p_id, '0') and message.dedupe_key not like '%/now'
              and not (v_is_asked and split_part(message.dedupe_key, '/', 3)::int = p_version)
        order by message.id
        for update of message skip locked
    loop
        if v_asked.never_arrived then
            delete from gracy.slack_message message
            where message.team_space_id = p_team_space_id and message.id = v_asked.id;
        else
            perform gracy.keep_slack_message(p_team_space_id, v_asked.dedupe_key, p_contents -> 'answer' -> v_asked.locale,
                                             interval '0', null, null);
        end if;
    end loop;
    return true;
end
$$;
