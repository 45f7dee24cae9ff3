-- Each department as an export writes it: the shortest of its paths that an import takes for nobody else's, or the whole one
-- where there is none.
create or replace function gracy.department_paths(p_team_space_id bigint)
    returns table (department_id bigint, path text)
    language plpgsql stable as $$
begin
    return query
    with label as materialized (
        select found.* from gracy.department_labels(p_team_space_id) as found
    ), unclear as materialized (
        select label.label from label group by label.label having count(distinct label.department_id) > 1
    )
    select distinct on (label.department_id) label.department_id, label.label
    from label
    left join unclear on unclear.label = label.label
    where not label.is_english
    order by label.department_id, unclear.label is not null,
             case when unclear.label is null then label.level else -label.level end;
end
$$;
