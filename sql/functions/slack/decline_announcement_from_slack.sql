-- The form that declines an announcement, submitted, with why where it was said. Outcomes: what slack_announcer and
-- decline_announcement say.
create or replace function gracy.decline_announcement_from_slack(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_id bigint,
    p_version int,
    p_reason text,
    p_request_id text,
    out outcome text,
    out locale text)
language plpgsql as $$
declare
    v_caller record;
begin
    v_caller := gracy.slack_announcer(p_team_id, p_enterprise_id, p_user_id);
    locale := v_caller.locale;
    outcome := v_caller.outcome;
    if outcome = 'ok' then
        outcome := (select declined.outcome
                    from gracy.decline_announcement(v_caller.team_space_id, v_caller.member_id, p_id, p_version, p_request_id,
                                                    p_reason) as declined);
    end if;
    if outcome = 'ok' then
        perform gracy.refresh_home(v_caller.team_space_id, v_caller.member_id);
    end if;
end
$$;
