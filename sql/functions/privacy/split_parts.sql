-- Divides the parts along a cell that is being published: what is inside of it gets parts of its own.
create or replace function gracy.split_parts(
    p_team_space_id bigint,
    p_subject text,
    p_group_kind text,
    p_group_id bigint) returns void
    language plpgsql as $$
begin
    with inside as (
        select unit.unit_id, unit.slice, unit.part_id
        from gracy.release_group_unit belongs
        join gracy.release_unit unit
             on unit.team_space_id = p_team_space_id and unit.subject = p_subject and unit.unit_id = belongs.unit_id
        where belongs.team_space_id = p_team_space_id and belongs.subject = p_subject
              and belongs.group_kind = p_group_kind and belongs.group_id = p_group_id and unit.fresh
    ), renamed as (
        select touched.part_id, nextval('gracy.release_part_id') as new_id
        from (select distinct part_id from inside) as touched
    )
    update gracy.release_unit moved
    set part_id = renamed.new_id
    from inside
    join renamed on renamed.part_id = inside.part_id
    where moved.team_space_id = p_team_space_id and moved.subject = p_subject
          and moved.unit_id = inside.unit_id and moved.slice = inside.slice;
end
$$;
