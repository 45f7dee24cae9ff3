-- One value, for who may change it. Outcomes: ok, not_found, what slack_administrator says.
create or replace function gracy.value_in_slack(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_value_id bigint,
    out outcome text,
    out locale text,
    out name text,
    out name_ko text,
    out emoji text,
    out active bool,
    out version int)
language plpgsql stable as $$
declare
    v_caller record;
    v_team_space_id bigint;
begin
    v_caller := gracy.slack_administrator(p_team_id, p_enterprise_id, p_user_id);
    v_team_space_id := v_caller.team_space_id;
    outcome := v_caller.outcome;
    locale := v_caller.locale;
    if outcome <> 'ok' then
        return;
    end if;
    select value.name, value.name_ko, value.emoji, value.active, value.version into name, name_ko, emoji, active, version
    from gracy.company_value value
    where value.id = p_value_id and value.team_space_id = v_team_space_id;
    if not found then
        outcome := 'not_found';
    end if;
end
$$;
