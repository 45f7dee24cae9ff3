-- Who asks for something about announcements in Slack: as slack_caller, and why they may not: unknown_workspace,
-- not_member, not_allowed; else `ok`.
create or replace function gracy.slack_announcer(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    out outcome text,
    out team_space_id bigint,
    out member_id bigint,
    out locale text,
    out tz text)
language plpgsql stable as $$
declare
    v_caller record;
begin
    v_caller := gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id);
    team_space_id := v_caller.team_space_id;
    member_id := v_caller.member_id;
    locale := v_caller.locale;
    tz := v_caller.tz;
    outcome := case when v_caller.team_space_id is null then 'unknown_workspace'
                    when v_caller.member_id is null then 'not_member'
                    when not gracy.may_announce(v_caller.team_space_id, v_caller.member_id) then 'not_allowed'
                    else 'ok' end;
end
$$;
