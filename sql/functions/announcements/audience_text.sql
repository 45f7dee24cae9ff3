-- To whom an announcement goes, in words, with the names that things have now: the grammar is audience_members'. What is
-- gone is said to be gone. Of members the first three are named.
create or replace function gracy.audience_text(p_team_space_id bigint, p_audience jsonb, p_locale text) returns text
    language plpgsql stable
    set enable_sort = on
    as $$
declare
    v_ko constant bool := p_locale = 'ko';
    v_gone constant text := case when v_ko then '(없어짐)' else '(gone)' end;
    v_from int;
    v_until int;
    v_name text;
    v_count int;
begin
    if p_audience ? 'all' then
        return case when v_ko then '전체' else 'Everybody' end;
    elsif p_audience ? 'department' then
        select case when v_ko then department.name else coalesce(department.name_en, department.name) end into v_name
        from gracy.department
        where department.team_space_id = p_team_space_id and department.id = (p_audience ->> 'department')::bigint;
        return case when v_ko then '부서 · ' else 'Department · ' end || coalesce(v_name, v_gone);
    elsif p_audience ? 'team' then
        select case when v_ko then team.name else coalesce(team.name_en, team.name) end into v_name
        from gracy.team
        where team.team_space_id = p_team_space_id and team.id = (p_audience ->> 'team')::bigint;
        return case when v_ko then '팀 · ' else 'Team · ' end || coalesce(v_name, v_gone);
    elsif p_audience ? 'location' then
        select case when v_ko then location.name else coalesce(location.name_en, location.name) end into v_name
        from gracy.location
        where location.team_space_id = p_team_space_id and location.id = (p_audience ->> 'location')::bigint;
        return case when v_ko then '근무지 · ' else 'Location · ' end || coalesce(v_name, v_gone);
    elsif p_audience ? 'members' then
        select string_agg(named.name, ', ' order by named.place) filter (where named.place <= 3), count(*)
        into v_name, v_count
        from (select case when v_ko then member.name else coalesce(member.name_en, member.name) end as name,
                     row_number() over (order by member.id) as place
              from gracy.member
              where member.team_space_id = p_team_space_id
                    and member.id = any (array(select jsonb_array_elements_text(p_audience -> 'members')::bigint))) as named;
        return coalesce(v_name, v_gone)
               || case when v_count <= 3 then '' when v_ko then format(' 외 %s명', v_count - 3) else format(' and %s more', v_count - 3) end;
    elsif p_audience ? 'tenure' then
        v_from := coalesce((p_audience #>> '{tenure,from_months}')::int, 0);
        v_until := (p_audience #>> '{tenure,until_months}')::int;
        return case when v_ko and v_from = 0 and v_until is not null then format('입사한 지 %s개월 미만', v_until)
                    when v_from = 0 and v_until is not null then format('Here for less than %s months', v_until)
                    when v_ko and v_until is null then format('입사한 지 %s개월 이상', v_from)
                    when v_ko then format('입사한 지 %s개월 이상 %s개월 미만', v_from, v_until)
                    when v_until is null then format('Here for at least %s months', v_from)
                    else format('Here for %s to %s months', v_from, v_until) end;
    end if;
    return (
        select string_agg(gracy.audience_text(p_team_space_id, part.audience, p_locale),
                          case when p_audience ? 'or' then ', ' when v_ko then ' 중 ' else ' who are in: ' end order by part.place)
        from jsonb_array_elements(coalesce(p_audience -> 'or', p_audience -> 'and')) with ordinality as part(audience, place));
end
$$;
