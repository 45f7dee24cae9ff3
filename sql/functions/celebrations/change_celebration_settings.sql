-- Changes what and when a team space celebrates. p_changes: {"birthdays": bool, ..., "post_at": "HH:MM"}.
create or replace function gracy.change_celebration_settings(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_version int,
    p_changes jsonb,
    p_request_id text) returns text
    language plpgsql as $$
declare
    v_before gracy.celebration_settings;
    v_after gracy.celebration_settings;
begin
    select * into v_before from gracy.celebration_settings settings
    where settings.team_space_id = p_team_space_id for no key update;
    if p_version not in (0, v_before.version) then
        return 'version_mismatch';
    end if;
    update gracy.celebration_settings settings
    set birthdays = coalesce((p_changes ->> 'birthdays')::bool, settings.birthdays),
        anniversaries = coalesce((p_changes ->> 'anniversaries')::bool, settings.anniversaries),
        milestones = coalesce((p_changes ->> 'milestones')::bool, settings.milestones),
        welcomes = coalesce((p_changes ->> 'welcomes')::bool, settings.welcomes),
        post_at = coalesce((p_changes ->> 'post_at')::time, settings.post_at)
    where settings.team_space_id = p_team_space_id
    returning * into v_after;
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'celebrations.settings', 'team_space', p_team_space_id::text,
                             p_request_id, gracy.changed_fields(to_jsonb(v_before), to_jsonb(v_after)));
    return 'ok';
end
$$;
