-- Kudos given with the /kudos command: Slack's identities in, the same rule as everywhere, and what the answer in Slack
-- is written with. The command's trigger_id is its idempotency key.
create or replace function gracy.give_kudos_from_slack(
    p_team_id text,
    p_enterprise_id text,
    p_giver_user_id text,
    p_recipient_user_ids text[],
    p_value_name text,
    p_points int,
    p_message text,
    p_trigger_id text,
    p_request_hash bytea,
    out outcome text,
    out kudos_id bigint,
    out allowance_left int,
    out subject text,
    out locale text,
    out recipient_names text[],
    out value_names text[])
language plpgsql as $$
declare
    v_caller record;
    v_team_space_id bigint;
    v_giver_id bigint;
    v_enterprise_id text := (gracy.slack_home(p_team_id, p_enterprise_id)).enterprise_id;
    v_recipient_ids bigint[];
    v_unknown_user text;
    v_given record;
begin
    recipient_names := '{}';
    value_names := '{}';

    v_caller := gracy.slack_caller(p_team_id, p_enterprise_id, p_giver_user_id);
    v_team_space_id := v_caller.team_space_id;
    locale := v_caller.locale;
    if v_team_space_id is null then
        outcome := 'unknown_workspace';
        return;
    end if;
    v_giver_id := v_caller.member_id;
    if v_giver_id is null then
        outcome := 'unknown_giver';
        subject := p_giver_user_id;
        return;
    end if;

    value_names := array(
        select case when give_kudos_from_slack.locale = 'ko' then coalesce(value.name_ko, value.name) else value.name end
        from gracy.company_value value
        where value.team_space_id = v_team_space_id and value.active
        order by value.sort, value.id);

    select coalesce(array_agg(member.id order by given.place), '{}'),
           coalesce(array_agg(gracy.name_in(v_caller.locale, member.name, member.name_en) order by given.place), '{}'),
           (array_agg(given.user_id order by given.place) filter (where member.id is null))[1]
    into v_recipient_ids, recipient_names, v_unknown_user
    from unnest(p_recipient_user_ids) with ordinality as given(user_id, place)
    left join gracy.member
         on member.team_space_id = v_team_space_id
            and member.id = gracy.slack_member(v_team_space_id, p_team_id, v_enterprise_id, given.user_id);
    if v_unknown_user is not null then
        outcome := 'unknown_recipient';
        subject := v_unknown_user;
        recipient_names := array_remove(recipient_names, null);
        return;
    end if;

    v_given := gracy.record_kudos(v_team_space_id, v_giver_id, v_recipient_ids, p_value_name, p_points, p_message,
                                  'public', 'slack', 'POST /slack/commands/kudos', p_trigger_id, p_request_hash);
    outcome := v_given.outcome;
    kudos_id := v_given.kudos_id;
    allowance_left := v_given.allowance_left;
    subject := v_given.subject;
    if outcome = 'ok' then
        perform gracy.refresh_home(v_team_space_id, v_giver_id);
    end if;
end
$$;
