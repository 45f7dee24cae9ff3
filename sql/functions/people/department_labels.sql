-- What each department may be called: its name, or a path that ends with it and begins with any of those around it, up to the
-- top one (`division > department`, level 1); in English as well where all of them have an English name.
create or replace function gracy.department_labels(p_team_space_id bigint)
    returns table (department_id bigint, level int, label text, is_english bool)
    language plpgsql stable as $$
begin
    return query
    with named as materialized (
        select inside.department_id as id, top.depth::int as level,
               string_agg(part.name, ' > ' order by inside.depth desc) as name,
               case when bool_and(part.name_en is not null)
                    then string_agg(part.name_en, ' > ' order by inside.depth desc) end as name_en
        from gracy.department_edge top
        join gracy.department_edge inside
             on inside.team_space_id = p_team_space_id and inside.department_id = top.department_id and inside.depth <= top.depth
        join gracy.department part on part.team_space_id = p_team_space_id and part.id = inside.ancestor_id
        where top.team_space_id = p_team_space_id
        group by inside.department_id, top.depth
    )
    select named.id, named.level, named.name, false from named
    union all
    select named.id, named.level, named.name_en, true from named where named.name_en is not null;
end
$$;
