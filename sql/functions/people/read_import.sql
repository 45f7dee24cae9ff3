-- The lines of an import: who each is about (found by e-mail address), what that member is and would become, and what
-- was found under the names that the line uses. A manager may be somebody whom the same file brings: `boss_line`. What
-- a line leaves blank is not in its object and stays as it is. Volatile, so that
-- its callers plan for the ten thousand lines of a file: inlined, it would count for a hundred, and each line would be
-- compared with each.
create or replace function gracy.read_import(p_team_space_id bigint, p_people jsonb, p_today date)
    returns table (
        line int,
        -- An earlier line of the same address.
        earlier_line int,
        was gracy.member,
        becomes gracy.member,
        department text,
        -- How many have that name.
        departments bigint,
        location text,
        locations bigint,
        manager_email text,
        boss_line int,
        -- Nothing: there is no such manager, or none is named.
        boss_status text)
    language sql volatile rows 10000 as $$
    with lines as materialized (
        select (entry ->> 'line')::int as line, entry - '{line,department,location,manager_email}'::text[] as fields,
               gracy.fold_text(entry ->> 'email') as email_key, entry ->> 'department' as department,
               entry ->> 'location' as location, entry ->> 'manager_email' as manager_email,
               gracy.fold_text(entry ->> 'manager_email') as manager_key, entry ->> 'status' as status,
               min((entry ->> 'line')::int) over (partition by gracy.fold_text(entry ->> 'email')) as first_line
        from jsonb_array_elements(p_people) as entry
    ), department_names as materialized (
        select known.label as name, array_agg(distinct known.department_id) as ids
        from gracy.department_labels(p_team_space_id) as known
        group by known.label
    ), location_names as materialized (
        select label.name, min(label.id) as id, count(distinct label.id) as found
        from (select unnest(array[location.name, location.name_en]) as name, location.id
              from gracy.location
              where location.team_space_id = p_team_space_id) as label
        where label.name is not null
        group by label.name
    )
    select lines.line, case when lines.first_line < lines.line then lines.first_line end, member,
           -- Whose data was erased stays so, whatever an old file knows of them.
           case when member.erased_at is not null then member else gracy.changed_member(
               coalesce(member, jsonb_populate_record(
                   null::gracy.member,
                   '{"status": "active", "birth_lunar": false, "celebrates_birthday": false, "celebrates_anniversary": true,
                     "skills": []}')),
               -- By the address they were found: whatever the file's spelling, theirs stays.
               case when member.id is null then lines.fields else lines.fields - 'email' end || jsonb_strip_nulls(jsonb_build_object(
                   'department_id', place.id, 'location_id', location_names.id, 'manager_id', manager.id)),
               p_today) end,
           lines.department, coalesce(place.found, 0), lines.location, coalesce(location_names.found, 0),
           lines.manager_email, case when manager.id is null then boss.line end,
           coalesce(boss.status, manager.status, case when boss.line is not null then 'active' end)
    from lines
    left join gracy.member on member.team_space_id = p_team_space_id and member.email_key = lines.email_key
    left join gracy.member manager on manager.team_space_id = p_team_space_id and manager.email_key = lines.manager_key
    left join lines boss on boss.email_key = lines.manager_key and boss.line = boss.first_line
    left join department_names on department_names.name = lines.department collate "C"
    -- Several have that name: who is in one of them stays there.
    left join lateral (
        select case when member.department_id = any (department_names.ids) then member.department_id
                    else department_names.ids[1] end as id,
               case when member.department_id = any (department_names.ids) then 1
                    else cardinality(department_names.ids)::bigint end as found) as place on department_names.name is not null
    left join location_names on location_names.name = lines.location collate "C"
$$;
