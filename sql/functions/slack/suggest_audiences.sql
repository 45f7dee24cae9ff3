-- Whom somebody may tell something while typing into the form: everybody, then departments, teams and locations whose name
-- has the words, in either language. value: "all", "department/12", "team/3", "location/4". Nothing for who may not announce.
create or replace function gracy.suggest_audiences(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_q text,
    p_limit int)
returns table (kind text, value text, name text, locale text)
language plpgsql stable as $$
declare
    v_caller record;
    v_team_space_id bigint;
    v_words text := '%' || replace(replace(replace(btrim(p_q), '\', '\\'), '%', '\%'), '_', '\_') || '%';
begin
    v_caller := gracy.slack_announcer(p_team_id, p_enterprise_id, p_user_id);
    if v_caller.outcome <> 'ok' then
        return;
    end if;
    v_team_space_id := v_caller.team_space_id;
    return query
    select found.kind, found.value, found.name, v_caller.locale::text
    from (
        select 'all' as kind, 'all' as value, '' as name, 0 as place
        union all
        select 'department', 'department/' || department.id, department.name::text, 1
        from gracy.department
        where department.team_space_id = v_team_space_id and (department.name ilike v_words or department.name_en ilike v_words)
        union all
        select 'team', 'team/' || team.id, team.name::text, 2
        from gracy.team
        where team.team_space_id = v_team_space_id and (team.name ilike v_words or team.name_en ilike v_words)
        union all
        select 'location', 'location/' || location.id, location.name::text, 3
        from gracy.location
        where location.team_space_id = v_team_space_id and (location.name ilike v_words or location.name_en ilike v_words)) as found
    order by found.place, found.name, found.value
    limit p_limit;
end
$$;
