-- What is clicked under an announcement by who may write them. p_step: recall, remind, look, cancel, approve, decline, send,
-- send_later (when its author wanted it) and resubmit (that, or at once where the time is over, or to those who may approve it;
-- these six of the version that was shown). Outcomes: ok, what slack_announcer says, and what the step says.
create or replace function gracy.steer_announcement_from_slack(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_id bigint,
    p_version int,
    p_step text,
    out outcome text,
    out team_space_id bigint,
    out locale text)
language plpgsql as $$
declare
    v_caller record;
    v_team_space_id bigint;
    v_member_id bigint;
begin
    v_caller := gracy.slack_announcer(p_team_id, p_enterprise_id, p_user_id);
    v_team_space_id := v_caller.team_space_id;
    v_member_id := v_caller.member_id;
    team_space_id := v_team_space_id;
    locale := v_caller.locale;
    outcome := v_caller.outcome;
    if outcome <> 'ok' then
        return;
    end if;
    outcome := case p_step
        when 'recall' then (select step.outcome from gracy.recall_announcement(v_team_space_id, v_member_id, p_id, 0, null) as step)
        when 'remind' then (select step.outcome from gracy.remind_announcement(v_team_space_id, v_member_id, p_id, 0, null) as step)
        when 'cancel' then (select step.outcome from gracy.cancel_announcement(v_team_space_id, v_member_id, p_id, p_version, null) as step)
        when 'approve' then (select step.outcome
                             from gracy.approve_announcement(v_team_space_id, v_member_id, p_id, p_version, null) as step)
        when 'decline' then (select step.outcome
                             from gracy.decline_announcement(v_team_space_id, v_member_id, p_id, p_version, null) as step)
        when 'send' then (select step.outcome
                          from gracy.send_announcement(v_team_space_id, v_member_id, p_id, p_version, null, null) as step)
        when 'send_later' then (select step.outcome
                                from gracy.announcement,
                                     gracy.send_announcement(v_team_space_id, v_member_id, p_id, p_version, announcement.wanted_at, null) as step
                                where announcement.team_space_id = v_team_space_id and announcement.id = p_id)
        when 'resubmit' then gracy.resubmit_announcement(v_team_space_id, v_member_id, p_id, p_version)
        else 'ok' end;
    if outcome = 'ok' and p_step = 'look' then
        perform gracy.show_slack_progress(v_team_space_id, p_id);
    end if;
    if outcome = 'ok' and p_step in ('approve', 'decline') then
        perform gracy.refresh_home(v_team_space_id, v_member_id);
    end if;
end
$$;
