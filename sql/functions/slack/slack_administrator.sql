-- Who wants to change the company's rules in Slack: as slack_caller, and why they may not: unknown_workspace, not_member,
-- not_administrator; else `ok`.
create or replace function gracy.slack_administrator(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    out outcome text,
    out team_space_id bigint,
    out member_id bigint,
    out locale text)
language plpgsql stable as $$
declare
    v_caller record;
begin
    v_caller := gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id);
    team_space_id := v_caller.team_space_id;
    member_id := v_caller.member_id;
    locale := v_caller.locale;
    outcome := case when v_caller.team_space_id is null then 'unknown_workspace'
                    when v_caller.member_id is null then 'not_member'
                    when gracy.member_role(v_caller.team_space_id, v_caller.member_id) in ('owner', 'admin') then 'ok'
                    else 'not_administrator' end;
end
$$;
