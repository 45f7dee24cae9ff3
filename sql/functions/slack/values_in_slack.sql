-- All values of a company, for who may change them, in the company's order. Outcomes: ok, what slack_administrator says.
create or replace function gracy.values_in_slack(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    out outcome text,
    out locale text,
    out value_ids bigint[],
    out names text[],
    out active bool[])
language plpgsql stable as $$
declare
    v_caller record;
    v_team_space_id bigint;
begin
    v_caller := gracy.slack_administrator(p_team_id, p_enterprise_id, p_user_id);
    v_team_space_id := v_caller.team_space_id;
    outcome := v_caller.outcome;
    locale := v_caller.locale;
    select coalesce(array_agg(value.id order by value.active desc, value.sort, value.id), '{}'),
           coalesce(array_agg(case when v_caller.locale = 'ko' then coalesce(value.name_ko, value.name) else value.name end
                              order by value.active desc, value.sort, value.id), '{}'),
           coalesce(array_agg(value.active order by value.active desc, value.sort, value.id), '{}')
    into value_ids, names, active
    from gracy.company_value value
    where value.team_space_id = v_team_space_id and v_caller.outcome = 'ok';
end
$$;
