-- Sends what was previewed, of exactly the version that was shown, at once or when its author wants it to go out, or asks others to approve it when it goes to many.
-- Outcomes: ok (send_at: not at once), asked (with how many were), no_approver, what slack_announcer says, and what send_announcement says.
create or replace function gracy.send_announcement_from_slack(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_id bigint,
    p_version int,
    p_request_id text,
    out outcome text,
    out subject text,
    out locale text,
    out send_at text)
language plpgsql as $$
declare
    v_caller record;
    v_team_space_id bigint;
    v_sent record;
    v_wanted_at timestamptz;
begin
    v_caller := gracy.slack_announcer(p_team_id, p_enterprise_id, p_user_id);
    v_team_space_id := v_caller.team_space_id;
    outcome := v_caller.outcome;
    locale := v_caller.locale;
    if outcome <> 'ok' then
        return;
    end if;
    v_wanted_at := (select announcement.wanted_at from gracy.announcement
                    where announcement.team_space_id = v_team_space_id and announcement.id = p_id);
    v_sent := gracy.send_announcement(v_team_space_id, v_caller.member_id, p_id, p_version, v_wanted_at, p_request_id);
    outcome := v_sent.outcome;
    subject := v_sent.subject;
    send_at := gracy.clock_time(v_wanted_at, v_caller.tz, locale);
    if outcome <> 'approval_required' then
        return;
    end if;
    -- Who is not in Slack approves it in the product.
    v_sent := gracy.request_approval(v_team_space_id, v_caller.member_id, p_id, p_version, p_request_id);
    outcome := case v_sent.outcome when 'ok' then 'asked' else v_sent.outcome end;
    subject := case v_sent.outcome
                   when 'ok' then (select count(*)::text from gracy.announcement_approvers(v_team_space_id, p_id))
                   else v_sent.subject end;
end
$$;
