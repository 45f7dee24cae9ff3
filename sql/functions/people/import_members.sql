-- Imports people, all or none: an array of objects, one for each line of the file. A row for everything that is wrong
-- (`refused`), or else one for each line that says what becomes of it: created, updated (with the names of what
-- changes), returns (the same of somebody who had left), unchanged. Nothing is written on a dry run, nor when anything is wrong.
create or replace function gracy.import_members(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_people jsonb,
    p_dry_run bool,
    p_request_id text,
    -- Whether the call may give roles; null: the release before asks, which does not say, and knows neither `returns` nor the
    -- codes roles_only and former_member.
    p_gives_roles bool default null)
    returns table (line int, outcome text, email text, name text, changes text[], field text, code text, subject text)
    language plpgsql
    set enable_sort = on
    as $$
declare
    v_today date;
begin
    select (now() at time zone team_space.tz)::date into v_today
    from gracy.team_space
    where team_space.id = p_team_space_id;
    if not p_dry_run then
        perform gracy.lock_hierarchy(p_team_space_id, 'member_edge');
        -- As whoever lets an owner go does it.
        perform from gracy.team_space where team_space.id = p_team_space_id for no key update;
        -- What is read from here on is what is written to.
        perform from gracy.member
        where member.team_space_id = p_team_space_id
              and member.email_key = any (array(select gracy.fold_text(entry ->> 'email')
                                                from jsonb_array_elements(p_people) as entry))
        order by member.id
        for no key update;
    end if;

    return query
    select wrong.line, 'refused', null::text, null::text, '{}'::text[], wrong.field, wrong.code, wrong.subject
    from gracy.check_import(p_team_space_id, p_actor_id, p_people, v_today, p_gives_roles) as wrong
    order by wrong.line, wrong.field, wrong.code;
    if found then
        return;
    end if;

    return query
    select imported.line,
           case when (imported.was).id is null then 'created'
                when said.fields = '{}' then 'unchanged'
                when (imported.was).status = 'left' and (imported.becomes).status <> 'left' and p_gives_roles is not null then 'returns'
                else 'updated' end,
           (imported.becomes).email, (imported.becomes).name::text, said.fields, null::text, null::text, null::text
    from gracy.read_import(p_team_space_id, p_people, v_today) as imported
    cross join lateral (
        select array(select jsonb_object_keys(gracy.changed_fields(gracy.member_facts(imported.was),
                                                                   gracy.member_facts(imported.becomes)))
                     where (imported.was).id is not null
                     union
                     select 'manager_id' where imported.boss_line is not null and (imported.was).id is not null
                     order by 1) as fields) as said
    order by imported.line;
    if not p_dry_run then
        perform gracy.apply_import(p_team_space_id, p_actor_id, p_people, p_request_id, v_today);
    end if;
end
$$;
