-- Departments whose members a search finds by the department's name: every word of the query is part of the name in either
-- language, or of its Hangul initials. Of one character, or of an e-mail address, no department is found.
create or replace function gracy.found_departments(
    p_team_space_id bigint,
    p_q text,
    -- Whether what is inside such a department counts too.
    p_department_tree bool) returns bigint[]
    language plpgsql stable strict parallel safe as $$
declare
    v_words constant text[] := gracy.member_query_words(p_q);
begin
    if length(btrim(p_q)) < 2 or gracy.member_query_addresses(p_q) <> '{}' then
        return '{}';
    end if;
    return array(
        select distinct edge.department_id
        from gracy.department
        join gracy.department_edge edge on edge.team_space_id = p_team_space_id and edge.ancestor_id = department.id
                                           and (p_department_tree or edge.department_id = department.id)
        where department.team_space_id = p_team_space_id
              and not exists (select from unnest(v_words) as word
                              where strpos(department.search_text, word) = 0));
end
$$;
