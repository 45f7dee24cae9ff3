-- What answers about kudos in Slack are written with: the person's language, what is left of their allowance (null: no
-- member), and what a kudos may be for. No row when the workspace is unknown.
create or replace function gracy.describe_giver(p_team_id text, p_enterprise_id text, p_user_id text)
returns table (locale text, allowance_left int, value_ids bigint[], value_names text[])
language plpgsql stable as $$
declare
    v_caller record;
    v_team_space_id bigint;
    v_member_id bigint;
    v_locale text;
begin
    v_caller := gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id);
    v_team_space_id := v_caller.team_space_id;
    v_member_id := v_caller.member_id;
    v_locale := v_caller.locale;
    if v_team_space_id is null then
        return;
    end if;
    return query
    select v_locale,
           case when v_member_id is not null
                then greatest(greatest(period.granted, terms.points) + coalesce(period.boost - period.spent, 0), 0) end,
           choices.ids, choices.names
    from gracy.team_space
    join gracy.recognition_policy policy on policy.team_space_id = v_team_space_id
    cross join gracy.allowance_terms(policy, (now() at time zone team_space.tz)::date) as terms
    left join gracy.allowance_period period
           on period.team_space_id = v_team_space_id and period.member_id = v_member_id
              and period.period_start = terms.starts_on
    cross join (
        select coalesce(array_agg(value.id order by value.sort, value.id), '{}') as ids,
               coalesce(array_agg(case when v_locale = 'ko' then coalesce(value.name_ko, value.name) else value.name end
                                  order by value.sort, value.id), '{}')::text[] as names
        from gracy.company_value value
        where value.team_space_id = v_team_space_id and value.active) as choices
    where team_space.id = v_team_space_id;
end
$$;
