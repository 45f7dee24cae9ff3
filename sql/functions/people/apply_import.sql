-- Writes the lines of an import that check_import has found nothing wrong with: all of them, in one statement. What a
-- line says already is left alone.
create or replace function gracy.apply_import(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_people jsonb,
    p_request_id text,
    p_today date) returns void
    language plpgsql as $$
declare
    v_leavers bigint[];
    v_id bigint;
begin
    -- Leaderboards forget who leaves (show_on_leaderboards): taken in the order in which gifts take them, of one member after
    -- another, before members are changed in any order.
    for v_id in
        select member.id
        from jsonb_array_elements(p_people) as entry
        join gracy.member on member.team_space_id = p_team_space_id and member.email_key = gracy.fold_text(entry ->> 'email')
        where entry ->> 'status' <> member.status
        order by member.id
    loop
        perform from gracy.member
        where member.team_space_id = p_team_space_id and member.id = v_id
        for update;
        perform from gracy.leaderboard
        where leaderboard.team_space_id = p_team_space_id and leaderboard.member_id = v_id
        order by leaderboard.metric, leaderboard.period, leaderboard.period_start
        for no key update;
    end loop;
    with lines as materialized (
        select imported.line, imported.boss_line, imported.was, imported.becomes,
               coalesce((imported.was).id, nextval(pg_get_serial_sequence('gracy.member', 'id'))) as id
        from gracy.read_import(p_team_space_id, p_people, p_today) as imported
    ), people as materialized (
        select lines.id, lines.was, lines.becomes, coalesce(boss.id, (lines.becomes).manager_id) as manager_id
        from lines
        left join lines boss on boss.line = lines.boss_line
    ), added as (
        insert into gracy.member
            (team_space_id, id, name, name_en, email, title, department_id, manager_id, location_id, status, hired_on,
             left_on, birth_year, birth_month, birth_day, birth_lunar, celebrates_birthday, celebrates_anniversary, tz,
             locale, skills)
        select p_team_space_id, people.id, (becomes).name, (becomes).name_en, (becomes).email, (becomes).title,
               (becomes).department_id, people.manager_id, (becomes).location_id, (becomes).status, (becomes).hired_on,
               (becomes).left_on, (becomes).birth_year, (becomes).birth_month, (becomes).birth_day,
               (becomes).birth_lunar, (becomes).celebrates_birthday, (becomes).celebrates_anniversary, (becomes).tz,
               (becomes).locale, (becomes).skills
        from people
        where (was).id is null
        returning member.id, 'member.create' as action,
                  gracy.member_changes('{}', jsonb_strip_nulls(gracy.member_facts(member))) as diff, false as leaves
    ), changed as (
        update gracy.member
        set name = (becomes).name, name_en = (becomes).name_en, email = (becomes).email, title = (becomes).title,
            department_id = (becomes).department_id, manager_id = people.manager_id,
            location_id = (becomes).location_id, status = (becomes).status, hired_on = (becomes).hired_on,
            left_on = (becomes).left_on, birth_year = (becomes).birth_year, birth_month = (becomes).birth_month,
            birth_day = (becomes).birth_day, birth_lunar = (becomes).birth_lunar, tz = (becomes).tz,
            locale = (becomes).locale, skills = (becomes).skills
        from people
        where member.team_space_id = p_team_space_id and member.id = (was).id
              and (gracy.member_facts(was) <> gracy.member_facts(becomes)
                   or (was).manager_id is distinct from people.manager_id)
        returning member.id, 'member.update' as action,
                  gracy.member_changes(gracy.member_facts(was), gracy.member_facts(member)) as diff,
                  (was).status <> 'left' and member.status = 'left' as leaves
    ), written as (
        select added.id, added.action, added.diff, added.leaves from added
        union all
        select changed.id, changed.action, changed.diff, changed.leaves from changed
    ), noted as (
        insert into gracy.audit_log (team_space_id, actor_id, action, target_kind, target_id, request_id, diff)
        select p_team_space_id, p_actor_id, written.action, 'member', written.id::text, p_request_id, written.diff
        from written
        order by written.id
    )
    select coalesce(array_agg(written.id) filter (where written.leaves), '{}') into v_leavers
    from written;
    perform gracy.end_access(p_team_space_id, p_actor_id, v_leavers, p_request_id);
    perform gracy.tell_of_reports(p_team_space_id, v_leavers);
    perform gracy.expect_slack_people(p_team_space_id);
end
$$;
