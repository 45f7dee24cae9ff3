-- Everything that is wrong with the lines of an import: the line, its column, a code, and what the refusal is about.
create or replace function gracy.check_import(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_people jsonb,
    p_today date,
    -- As in import_members.
    p_gives_roles bool default null)
    returns table (line int, field text, code text, subject text)
    language plpgsql as $$
begin
    return query
    with lines as materialized (
        select imported.* from gracy.read_import(p_team_space_id, p_people, p_today) as imported
    ), owners as materialized (
        select held.member_id
        from gracy.role_grant held
        join gracy.member on member.team_space_id = p_team_space_id and member.id = held.member_id
        where held.team_space_id = p_team_space_id and held.role = 'owner' and held.scope_kind = 'team_space'
              and member.status in ('active', 'on_leave')
    ), owners_going as (
        select lines.line, lines.was
        from lines
        join owners on owners.member_id = (lines.was).id
        where (lines.becomes).status not in ('active', 'on_leave')
    -- Everybody's manager as it would be: members by their id, newcomers by their line, negative.
    ), placed as materialized (
        select coalesce((lines.was).id, -lines.line::bigint) as person,
               coalesce(-lines.boss_line::bigint, (lines.becomes).manager_id) as boss, lines.line,
               lines.manager_email is not null as moves
        from lines
        where lines.earlier_line is null
        union all
        select member.id, member.manager_id, null, false
        from gracy.member
        where member.team_space_id = p_team_space_id and member.manager_id is not null
              and not exists (select from lines where (lines.was).id = member.id and lines.earlier_line is null)
    ), above as (
        with recursive climb as (
            select placed.line, placed.person as start, placed.boss as person from placed where placed.moves
            union all
            select climb.line, climb.start, placed.boss
            from climb
            join placed on placed.person = climb.person
            where climb.person <> climb.start
        ) cycle person set is_circle using path
        select climb.line from climb where climb.person = climb.start
    )
    select lines.line, 'email', 'duplicate', lines.earlier_line::text
    from lines where lines.earlier_line is not null
    union all
    select lines.line, 'name', 'required', null
    from lines where (lines.becomes).name is null
    union all
    select lines.line, 'department', case lines.departments when 0 then 'unknown_department' else 'ambiguous_department' end,
           lines.department
    from lines where lines.department is not null and lines.departments <> 1
    union all
    select lines.line, 'location', case lines.locations when 0 then 'unknown_location' else 'ambiguous_location' end,
           lines.location
    from lines where lines.location is not null and lines.locations <> 1
    union all
    select lines.line, 'manager_email', case when lines.boss_status is null then 'unknown_manager' else 'inactive_manager' end,
           lines.manager_email
    from lines
    where lines.manager_email is not null
          and (lines.boss_status is null
               or (lines.boss_status = 'left' and (lines.was).manager_id is distinct from (lines.becomes).manager_id))
    union all
    -- As check_member has it: nobody comes back to a manager who has left.
    select lines.line, 'manager_email', 'inactive_manager', manager.email
    from lines
    join gracy.member manager on manager.team_space_id = p_team_space_id and manager.id = (lines.becomes).manager_id
                                 and manager.status = 'left'
    where (lines.was).status = 'left' and (lines.becomes).status <> 'left'
          and (lines.was).manager_id = (lines.becomes).manager_id
          and not exists (select from lines boss where (boss.was).id = manager.id and (boss.becomes).status <> 'left')
    union all
    select distinct above.line, 'manager_email', 'manager_cycle', null
    from above
    union all
    select lines.line, 'left_on', 'left_before_hired', null
    from lines
    where (lines.becomes).left_on < (lines.becomes).hired_on
          and ((lines.becomes).status <> 'left' or not gracy.has_yet_to_begin(lines.was, p_today))
          and ((lines.becomes).left_on, (lines.becomes).hired_on) is distinct from ((lines.was).left_on, (lines.was).hired_on)
    union all
    select lines.line, 'left_on', 'leaves_later', null
    from lines where (lines.becomes).status = 'left' and (lines.becomes).left_on > p_today
    union all
    select lines.line, 'left_on', 'has_passed', null
    from lines
    where (lines.becomes).status <> 'left' and (lines.becomes).left_on < p_today
          and ((lines.becomes).left_on is distinct from (lines.was).left_on or (lines.was).status = 'left')
    union all
    select lines.line, 'birthday', 'invalid_birthday', null
    from lines
    where not gracy.is_birthday((lines.becomes).birth_year, (lines.becomes).birth_month, (lines.becomes).birth_day,
                                (lines.becomes).birth_lunar, p_today)
    union all
    select lines.line, 'tz', 'unknown_tz', (lines.becomes).tz
    from lines
    where (lines.becomes).tz is distinct from (lines.was).tz and not gracy.is_time_zone((lines.becomes).tz)
    union all
    select lines.line, changed.field, 'owners_only', null
    from lines
    join owners on owners.member_id = (lines.was).id
    cross join lateral (select case when (lines.becomes).status <> (lines.was).status then 'status'
                                    when (lines.becomes).left_on is distinct from (lines.was).left_on then 'left_on' end
                            as field) as changed
    where changed.field is not null
          and not exists (select from owners actor where actor.member_id = p_actor_id)
    union all
    select lines.line, changed.field, refused.code, null
    from lines
    cross join lateral (select case when (lines.becomes).status <> (lines.was).status then 'status'
                                    when (lines.becomes).left_on is distinct from (lines.was).left_on then 'left_on' end
                            as field) as changed
    cross join lateral (select gracy.role_holder_refusal(p_team_space_id, p_actor_id, (lines.was).id, p_gives_roles)
                            as code) as refused
    where changed.field is not null and refused.code is not null
          and not (refused.code = 'owners_only' and (lines.was).id in (select owners.member_id from owners))
    union all
    -- An address is somebody else's after a while. Who left with it does not become who has it now: a line that says another
    -- name is about somebody new.
    select lines.line, 'email', 'former_member', (lines.was).name
    from lines
    where p_gives_roles is not null and (lines.was).status = 'left'
          and replace(gracy.fold_text((lines.becomes).name), ' ', '')
              not in (replace(gracy.fold_text((lines.was).name), ' ', ''),
                      replace(gracy.fold_text(coalesce((lines.was).name_en, (lines.was).name)), ' ', ''))
    union all
    select owners_going.line, 'status', 'last_owner', null
    from owners_going
    where not exists (select from owners
                      where owners.member_id not in (select (going.was).id from owners_going going));
end
$$;
