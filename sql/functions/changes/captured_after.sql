-- What is told of a kind when capture begins: p_limit behind one row, in the order of their keys, which each table's own index
-- has. As in the view `captured`, which would sort all that remains of every kind.
create or replace function gracy.captured_after(p_entity text, p_after_team_space_id bigint, p_after_id bigint, p_limit int)
    returns table (team_space_id bigint, id bigint)
    language plpgsql stable as $$
begin
    case p_entity
    when 'member' then
        return query
        select member.team_space_id, member.id
        from gracy.member
        where (member.team_space_id, member.id) > (p_after_team_space_id, p_after_id)
        order by member.team_space_id, member.id
        limit p_limit;
    when 'department' then
        return query
        select department.team_space_id, department.id
        from gracy.department
        where (department.team_space_id, department.id) > (p_after_team_space_id, p_after_id)
        order by department.team_space_id, department.id
        limit p_limit;
    when 'company_value' then
        return query
        select value.team_space_id, value.id
        from gracy.company_value value
        where (value.team_space_id, value.id) > (p_after_team_space_id, p_after_id)
        order by value.team_space_id, value.id
        limit p_limit;
    when 'kudos' then
        return query
        select kudos.team_space_id, kudos.id
        from gracy.kudos
        where (kudos.team_space_id, kudos.id) > (p_after_team_space_id, p_after_id)
              and kudos.visibility = 'public' and kudos.voided_at is null
        order by kudos.team_space_id, kudos.id
        limit p_limit;
    end case;
end
$$;
