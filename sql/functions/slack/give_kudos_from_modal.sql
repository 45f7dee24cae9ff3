-- Kudos given with the modal in Slack: members and a value by their ids here. The view's id is the idempotency key,
-- because a view is submitted until it is accepted. What everybody may see is posted in p_channel, too (post_kudos_in_slack).
create or replace function gracy.give_kudos_from_modal(
    p_team_id text,
    p_enterprise_id text,
    p_giver_user_id text,
    p_recipient_ids bigint[],
    p_value_id bigint,
    p_points int,
    p_message text,
    p_visibility text,
    p_view_id text,
    p_request_hash bytea,
    p_channel text,
    p_thread_ts text,
    out outcome text,
    out kudos_id bigint,
    out allowance_left int,
    out subject text,
    out locale text)
language plpgsql as $$
declare
    v_caller record;
    v_team_space_id bigint;
    v_value_name text;
    v_given record;
begin
    v_caller := gracy.slack_caller(p_team_id, p_enterprise_id, p_giver_user_id);
    v_team_space_id := v_caller.team_space_id;
    locale := v_caller.locale;
    if v_team_space_id is null then
        outcome := 'unknown_workspace';
        return;
    end if;
    if v_caller.member_id is null then
        outcome := 'unknown_giver';
        subject := p_giver_user_id;
        return;
    end if;

    select value.name into v_value_name
    from gracy.company_value value
    where value.team_space_id = v_team_space_id and value.id = p_value_id;
    v_given := gracy.record_kudos(v_team_space_id, v_caller.member_id, p_recipient_ids, v_value_name, p_points, p_message,
                                  p_visibility, 'slack', 'Slack view give_kudos', p_view_id, p_request_hash);
    outcome := v_given.outcome;
    kudos_id := v_given.kudos_id;
    allowance_left := v_given.allowance_left;
    subject := v_given.subject;
    if outcome = 'ok' then
        perform gracy.refresh_home(v_team_space_id, v_caller.member_id);
        if p_channel is not null and p_visibility = 'public' then
            perform gracy.post_kudos_in_slack(v_team_space_id, kudos_id, p_team_id, p_enterprise_id, p_channel, p_thread_ts);
        end if;
    end if;
end
$$;

-- As nginx of the release before calls it.
create or replace function gracy.give_kudos_from_modal(
    p_team_id text,
    p_enterprise_id text,
    p_giver_user_id text,
    p_recipient_ids bigint[],
    p_value_id bigint,
    p_points int,
    p_message text,
    p_visibility text,
    p_view_id text,
    p_request_hash bytea,
    out outcome text,
    out kudos_id bigint,
    out allowance_left int,
    out subject text,
    out locale text)
language sql as $$
    select given.outcome, given.kudos_id, given.allowance_left, given.subject, given.locale
    from gracy.give_kudos_from_modal(p_team_id, p_enterprise_id, p_giver_user_id, p_recipient_ids, p_value_id, p_points, p_message,
                                     p_visibility, p_view_id, p_request_hash, null, null) as given
$$;
