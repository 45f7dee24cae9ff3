-- Whether all that an audience names is here: `ok`, or `unknown_department`, `unknown_team`, `unknown_location`,
-- `unknown_member` with the id that is not.
create or replace function gracy.check_audience(
    p_team_space_id bigint,
    p_audience jsonb,
    out outcome text,
    out subject text)
language plpgsql stable as $$
begin
    select unknown.outcome, unknown.id into outcome, subject
    from (
        select 'unknown_department' as outcome, named #>> '{}' as id
        from jsonb_path_query(p_audience, 'strict $.**.department') as named
        where not exists (select from gracy.department
                          where department.team_space_id = p_team_space_id and department.id = (named #>> '{}')::bigint)
        union all
        select 'unknown_team', named #>> '{}'
        from jsonb_path_query(p_audience, 'strict $.**.team') as named
        where not exists (select from gracy.team
                          where team.team_space_id = p_team_space_id and team.id = (named #>> '{}')::bigint)
        union all
        select 'unknown_location', named #>> '{}'
        from jsonb_path_query(p_audience, 'strict $.**.location') as named
        where not exists (select from gracy.location
                          where location.team_space_id = p_team_space_id and location.id = (named #>> '{}')::bigint)
        union all
        select 'unknown_member', named #>> '{}'
        from jsonb_path_query(p_audience, 'strict $.**.members[*]') as named
        where not exists (select from gracy.member
                          where member.team_space_id = p_team_space_id and member.id = (named #>> '{}')::bigint)
    ) as unknown
    limit 1;
    if not found then
        outcome := 'ok';
    end if;
end
$$;
