-- An announcement as it was filled into the form: a new draft, or the draft that the same form made before it was changed
-- (a form that lies under its preview is submitted again). p_send_on and p_send_time are when it is to go out by its author's
-- clock; both null: at once. p_post_in: the channels in which it is posted as well. Outcomes: ok with what sending it would
-- mean, past_date, past_time, too_far (a year), what slack_announcer says, state, and what check_announcement says.
create or replace function gracy.draft_announcement_from_slack(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_title_ko text,
    p_title_en text,
    p_body_ko text,
    p_body_en text,
    p_audience jsonb,
    p_channels text[],
    p_require_ack bool,
    p_view_id text,
    p_request_id text,
    p_send_on date default null,
    p_send_time time default null,
    p_post_in text[] default null,
    out outcome text,
    out subject text,
    out locale text,
    out announcement_id bigint,
    out version int,
    out recipients bigint,
    out in_slack bigint,
    out by_email bigint,
    out unreached bigint,
    out quiet bigint,
    out approval_required bool,
    out seconds int,
    out send_at text)
language plpgsql as $$
declare
    v_caller record;
    v_team_space_id bigint;
    v_draft record;
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
    v_draft := gracy.create_announcement(
        v_team_space_id, v_caller.member_id, p_title_ko, p_title_en, p_body_ko, p_body_en, p_audience, p_channels,
        p_require_ack, '21:00', '08:00', p_view_id, sha256(p_view_id::bytea), p_request_id);
    outcome := v_draft.outcome;
    subject := v_draft.subject;
    announcement_id := v_draft.announcement_id;
    if outcome = 'replayed' then
        v_changed := gracy.change_announcement(
            v_team_space_id, v_caller.member_id, announcement_id, 0,
            jsonb_build_object('title_ko', p_title_ko, 'title_en', p_title_en, 'body_ko', p_body_ko, 'body_en', p_body_en,
                               'audience', p_audience, 'channels', p_channels, 'require_ack', p_require_ack),
            p_request_id);
        outcome := v_changed.outcome;
        subject := v_changed.subject;
    end if;
    if outcome <> 'ok' then
        return;
    end if;
    perform gracy.set_announcement_channels(v_team_space_id, announcement_id, p_team_id, p_post_in);
    update gracy.announcement drafted
    set wanted_at = v_wanted_at
    where drafted.team_space_id = v_team_space_id and drafted.id = announcement_id;
    v_outlook := gracy.announcement_outlook(v_team_space_id, announcement_id, v_caller.tz, locale);
    version := v_outlook.version;
    recipients := v_outlook.recipients;
    in_slack := v_outlook.in_slack;
    by_email := v_outlook.by_email;
    unreached := v_outlook.unreached;
    quiet := v_outlook.quiet;
    approval_required := v_outlook.approval_required;
    seconds := v_outlook.seconds;
    send_at := v_outlook.send_at;
end
$$;
