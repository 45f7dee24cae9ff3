-- Which groups come out first where not all can: the whole, departments from the top, subtrees, locations, teams.
create or replace function gracy.group_rank(p_team_space_id bigint, p_group_kind text, p_group_id bigint) returns int
    language plpgsql stable as $$
begin
    return case p_group_kind
               when 'all' then 0
               when 'department' then 100 + (select max(around.depth) from gracy.department_edge around
                                             where around.team_space_id = p_team_space_id
                                                   and around.department_id = p_group_id)
               when 'subtree' then 1000
               when 'location' then 2000
               else 3000
           end;
end
$$;
