-- The groups of a wave that somebody is counted in, from what was written down of them at its launch: with their department
-- those around it.
create or replace function gracy.wave_person_groups(
    p_team_space_id bigint,
    p_wave_id bigint,
    p_department_id bigint,
    p_location_id bigint,
    p_tenure_band bigint,
    p_manager_id bigint) returns table (kind text, group_id bigint)
    language sql stable as $$
    select 'all', 0::bigint
    union all
    select 'department', around.ancestor_id
    from gracy.wave_department around
    where around.team_space_id = p_team_space_id and around.wave_id = p_wave_id and around.department_id = p_department_id
    union all
    select found.kind, found.group_id
    from (values ('location', p_location_id), ('tenure', p_tenure_band), ('manager_group', p_manager_id))
             as found(kind, group_id)
    where found.group_id is not null
$$;
