-- A recipient has clicked that they read the text of an announcement that p_text_version names; null: whichever it has.
-- Outcomes: what acknowledge_announcement says, unknown_workspace, not_member.
create or replace function gracy.acknowledge_from_slack(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_id bigint,
    p_text_version int,
    out outcome text,
    out team_space_id bigint,
    out locale text,
    out acknowledged_version int)
language plpgsql as $$
declare
    v_caller record;
begin
    v_caller := gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id);
    team_space_id := v_caller.team_space_id;
    locale := v_caller.locale;
    outcome := case when v_caller.team_space_id is null then 'unknown_workspace' when v_caller.member_id is null then 'not_member' end;
    if outcome is null then
        select acknowledged.outcome, acknowledged.acknowledged_version
        into outcome, acknowledged_version
        from gracy.acknowledge_announcement(v_caller.team_space_id, v_caller.member_id, p_id, p_text_version) as acknowledged;
    end if;
end
$$;

-- As a worker of the release before calls it, whose buttons name no text.
create or replace function gracy.acknowledge_from_slack(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_id bigint,
    out outcome text,
    out team_space_id bigint,
    out locale text)
language sql as $$
    select acknowledged.outcome, acknowledged.team_space_id, acknowledged.locale
    from gracy.acknowledge_from_slack(p_team_id, p_enterprise_id, p_user_id, p_id, null) as acknowledged
$$;
