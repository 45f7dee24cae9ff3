-- Changes the team space; outcomes ok, version_mismatch, unknown_tz. Thresholds of waves and releases that exist stay as
-- they were frozen; coffee rounds to come move to a new clock. A digest that waits goes when digests are switched off, so
-- that it is opened anew when they are wanted again.
create or replace function gracy.update_settings(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_version int,
    p_changes jsonb,
    p_request_id text,
    out outcome text)
language plpgsql as $$
declare
    v_before gracy.team_space;
    v_after gracy.team_space;
begin
    select team_space.* into v_before
    from gracy.team_space
    where team_space.id = p_team_space_id
    for no key update;
    if p_version <> 0 and p_version <> v_before.version then
        outcome := 'version_mismatch';
        return;
    end if;
    if p_changes ? 'tz' and not exists (select from pg_timezone_names zone where zone.name = p_changes ->> 'tz') then
        outcome := 'unknown_tz';
        return;
    end if;
    update gracy.team_space
    set name = coalesce(p_changes ->> 'name', team_space.name),
        tz = coalesce(p_changes ->> 'tz', team_space.tz),
        locale = coalesce(p_changes ->> 'locale', team_space.locale),
        k_score = coalesce((p_changes ->> 'k_score')::int, team_space.k_score),
        k_text = coalesce((p_changes ->> 'k_text')::int, team_space.k_text),
        feelings = coalesce((p_changes ->> 'feelings')::bool, team_space.feelings),
        support_contact = case when p_changes ? 'support_contact' then p_changes ->> 'support_contact'
                               else team_space.support_contact end,
        erase_leavers_after_days = case when p_changes ? 'erase_leavers_after_days'
                                        then (p_changes ->> 'erase_leavers_after_days')::int
                                        else team_space.erase_leavers_after_days end,
        culture_digest = coalesce((p_changes ->> 'culture_digest')::bool, team_space.culture_digest),
        own_hosts = case when p_changes ? 'own_hosts'
                         then (select coalesce(array_agg(distinct lower(host)), '{}')
                               from jsonb_array_elements_text(p_changes -> 'own_hosts') as host)
                         else team_space.own_hosts end
    where team_space.id = p_team_space_id
    returning team_space.* into v_after;
    if not v_after.culture_digest then
        delete from gracy.culture_digest digest
        where digest.team_space_id = p_team_space_id and digest.state = 'queued';
    end if;
    if v_after.tz <> v_before.tz then
        perform gracy.move_coffee_programs(p_team_space_id);
    end if;
    outcome := 'ok';
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'settings.update', 'team_space', p_team_space_id::text,
                             p_request_id, gracy.changed_fields(to_jsonb(v_before), to_jsonb(v_after)));
end
$$;
