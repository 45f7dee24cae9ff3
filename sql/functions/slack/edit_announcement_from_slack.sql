-- The form with a draft that there is, submitted: what is written there now, and what sending it would mean. p_version: the
-- one that was shown; a form that lies under its preview is submitted again, so that of what they have written last
-- themselves any will do. p_audience, p_post_in null: as it is. p_send_on and p_send_time as in draft_announcement_from_slack. Outcomes:
-- ok, past_date, past_time, too_far, what slack_announcer says, and what change_announcement says.
create or replace function gracy.edit_announcement_from_slack(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_id bigint,
    p_version int,
    p_title_ko text,
    p_title_en text,
    p_body_ko text,
    p_body_en text,
    p_audience jsonb,
    p_channels text[],
    p_require_ack bool,
    p_request_id text,
    p_send_on date,
    p_send_time time,
    p_post_in text[] default null,
    out outcome text,
    out subject text,
    out locale text,
    out version int,
    out recipients bigint,
    out in_slack bigint,
    out by_email bigint,
    out unreached bigint,
    out quiet bigint,
    out approval_required bool,
    out seconds int,
    out send_at text,
    out audience text)
language plpgsql as $$
declare
    v_caller record;
    v_team_space_id bigint;
    v_before record;
    v_changed record;
    v_outlook record;
    v_wanted_at timestamptz;
begin
    v_caller := gracy.slack_announcer(p_team_id, p_enterprise_id, p_user_id);
    v_team_space_id := v_caller.team_space_id;
    outcome := v_caller.outcome;
    locale := v_caller.locale;
    if outcome <> 'ok' then
        return;
    end if;
    v_wanted_at := (p_send_on + p_send_time) at time zone v_caller.tz;
    outcome := gracy.sending_time_outcome(p_send_on, p_send_time, v_caller.tz);
    if outcome <> 'ok' then
        return;
    end if;
    select announcement.state, announcement.edited_by into v_before
    from gracy.announcement
    where announcement.team_space_id = v_team_space_id and announcement.id = p_id
    for update;
    -- What is on its way meanwhile is no draft any more: whoever changes that does so where they see it.
    if found and v_before.state <> 'draft' then
        outcome := 'state';
        subject := v_before.state;
        return;
    end if;
    v_changed := gracy.change_announcement(
        v_team_space_id, v_caller.member_id, p_id, case when v_before.edited_by = v_caller.member_id then 0 else p_version end,
        jsonb_build_object('title_ko', p_title_ko, 'title_en', p_title_en, 'body_ko', p_body_ko, 'body_en', p_body_en,
                           'channels', p_channels, 'require_ack', p_require_ack)
        || case when p_audience is null then '{}' else jsonb_build_object('audience', p_audience) end,
        p_request_id);
    outcome := v_changed.outcome;
    subject := v_changed.subject;
    if outcome <> 'ok' then
        return;
    end if;
    perform gracy.set_announcement_channels(v_team_space_id, p_id, p_team_id, p_post_in);
    update gracy.announcement drafted
    set wanted_at = v_wanted_at
    where drafted.team_space_id = v_team_space_id and drafted.id = p_id;
    v_outlook := gracy.announcement_outlook(v_team_space_id, p_id, v_caller.tz, locale);
    version := v_outlook.version;
    recipients := v_outlook.recipients;
    in_slack := v_outlook.in_slack;
    by_email := v_outlook.by_email;
    unreached := v_outlook.unreached;
    quiet := v_outlook.quiet;
    approval_required := v_outlook.approval_required;
    seconds := v_outlook.seconds;
    send_at := v_outlook.send_at;
    audience := (select gracy.audience_text(v_team_space_id, announcement.audience, v_caller.locale)
                 from gracy.announcement
                 where announcement.team_space_id = v_team_space_id and announcement.id = p_id);
end
$$;
