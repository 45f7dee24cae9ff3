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
    v_after := v_before;
    v_after.name := coalesce(p_changes ->> 'name', v_before.name);
    v_after.tz := coalesce(p_changes ->> 'tz', v_before.tz);
    v_after.locale := coalesce(p_changes ->> 'locale', v_before.locale);
    v_after.k_score := coalesce((p_changes ->> 'k_score')::int, v_before.k_score);
    v_after.k_text := coalesce((p_changes ->> 'k_text')::int, v_before.k_text);
    v_after.feelings := coalesce((p_changes ->> 'feelings')::bool, v_before.feelings);
    v_after.culture_digest := coalesce((p_changes ->> 'culture_digest')::bool, v_before.culture_digest);
    if p_changes ? 'support_contact' then
        v_after.support_contact := p_changes ->> 'support_contact';
    end if;
    if p_changes ? 'erase_leavers_after_days' then
        v_after.erase_leavers_after_days := (p_changes ->> 'erase_leavers_after_days')::int;
    end if;
    if p_changes ? 'own_hosts' then
        v_after.own_hosts := (select coalesce(array_agg(distinct lower(host)), '{}')
                              from jsonb_array_elements_text(p_changes -> 'own_hosts') as host);
    end if;
    if v_after is not distinct from v_before then
        outcome := 'ok';
        return;
    end if;
    update gracy.team_space
    set name = v_after.name, tz = v_after.tz, locale = v_after.locale, k_score = v_after.k_score, k_text = v_after.k_text,
        feelings = v_after.feelings, support_contact = v_after.support_contact,
        erase_leavers_after_days = v_after.erase_leavers_after_days, culture_digest = v_after.culture_digest,
        own_hosts = v_after.own_hosts
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
