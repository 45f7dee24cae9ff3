-- The members of an audience, whatever their status: an object with one of
--   {"all": true}                                        everybody
--   {"department": "12"}                                 with its sub-departments
--   {"team": "3"}   {"location": "4"}   {"members": ["7", "8"]}
--   {"tenure": {"from_months": 0, "until_months": 12}}   hired so long ago; either end may be left out
--   {"and": [audience, ...]}   {"or": [audience, ...]}
-- hr/announcements/audience.cpp refuses everything else before it gets here.
create or replace function gracy.audience_members(p_team_space_id bigint, p_audience jsonb, p_today date) returns bigint[]
    language plpgsql stable as $$
declare
    v_members bigint[];
    v_some bigint[];
    v_part jsonb;
begin
    if p_audience ? 'all' then
        select array_agg(member.id) into v_members
        from gracy.member
        where member.team_space_id = p_team_space_id;
    elsif p_audience ? 'department' then
        select array_agg(member.id) into v_members
        from gracy.department_edge edge
        join gracy.member on member.team_space_id = p_team_space_id and member.department_id = edge.department_id
        where edge.team_space_id = p_team_space_id and edge.ancestor_id = (p_audience ->> 'department')::bigint;
    elsif p_audience ? 'team' then
        select array_agg(belongs.member_id) into v_members
        from gracy.team_member belongs
        where belongs.team_space_id = p_team_space_id and belongs.team_id = (p_audience ->> 'team')::bigint;
    elsif p_audience ? 'location' then
        select array_agg(member.id) into v_members
        from gracy.member
        where member.team_space_id = p_team_space_id and member.location_id = (p_audience ->> 'location')::bigint;
    elsif p_audience ? 'tenure' then
        select array_agg(member.id) into v_members
        from gracy.member
        where member.team_space_id = p_team_space_id
              and member.hired_on <= p_today - make_interval(months => coalesce((p_audience #>> '{tenure,from_months}')::int, 0))
              and member.hired_on > p_today - make_interval(months => coalesce((p_audience #>> '{tenure,until_months}')::int, 1800));
    elsif p_audience ? 'members' then
        v_members := array(select distinct named::bigint from jsonb_array_elements_text(p_audience -> 'members') as named);
    elsif p_audience ? 'or' then
        for v_part in select jsonb_array_elements(p_audience -> 'or') loop
            v_some := gracy.audience_members(p_team_space_id, v_part, p_today);
            v_members := array(select unnest(v_members) union select unnest(v_some));
        end loop;
    elsif p_audience ? 'and' then
        for v_part in select jsonb_array_elements(p_audience -> 'and') loop
            v_some := gracy.audience_members(p_team_space_id, v_part, p_today);
            v_members := case when v_members is null then v_some
                              else array(select unnest(v_members) intersect select unnest(v_some)) end;
        end loop;
    end if;
    return coalesce(v_members, '{}');
end
$$;
