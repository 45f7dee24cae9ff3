-- Divides the parts along a cell that is being published: what is inside of it gets parts of its own.
create or replace function gracy.split_parts(
    p_team_space_id bigint,
    p_subject text,
    p_group_kind text,
    p_group_id bigint) returns void
    language plpgsql
    set enable_seqscan = off
    as $$
declare
    v_inside record;
begin
    for v_inside in
        with inside as materialized (
            select unit.unit_id, unit.slice, unit.part_id
            from gracy.group_units(p_team_space_id, p_subject, p_group_kind, p_group_id) as unit
        ), renamed as materialized (
            select touched.part_id, nextval('gracy.release_part_id') as new_id
            from (select distinct part_id from inside) as touched
        )
        select inside.unit_id, inside.slice, renamed.new_id
        from inside
        join renamed on renamed.part_id = inside.part_id
    loop
        -- One by one, by the whole key: see gracy.group_units.
        update gracy.release_unit moved
        set part_id = v_inside.new_id
        where moved.team_space_id = p_team_space_id and moved.subject = p_subject
              and moved.unit_id = v_inside.unit_id and moved.slice = v_inside.slice;
    end loop;
end
$$;
