-- Changes what and when a team space celebrates. p_changes: {"birthdays": bool, ..., "post_at": "HH:MM",
-- "slack_channel": an id or null}. Another channel or time is tried at once.
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
    v_bookkeeping text[] := '{look_at,slack_trouble,slack_trouble_at}';
begin
    select * into v_before from gracy.celebration_settings settings
    where settings.team_space_id = p_team_space_id for no key update;
    if p_version not in (0, v_before.version) then
        return 'version_mismatch';
    end if;
    -- The same channel once more is tried again.
    if not p_changes ? 'slack_channel'
       and jsonb_populate_record(v_before, jsonb_strip_nulls(p_changes)) is not distinct from v_before then
        return 'ok';
    end if;
    update gracy.celebration_settings settings
    set birthdays = coalesce((p_changes ->> 'birthdays')::bool, settings.birthdays),
        anniversaries = coalesce((p_changes ->> 'anniversaries')::bool, settings.anniversaries),
        milestones = coalesce((p_changes ->> 'milestones')::bool, settings.milestones),
        welcomes = coalesce((p_changes ->> 'welcomes')::bool, settings.welcomes),
        post_at = coalesce((p_changes ->> 'post_at')::time, settings.post_at),
        slack_channel = case when p_changes ? 'slack_channel' then p_changes ->> 'slack_channel' else settings.slack_channel end,
        slack_trouble = case when p_changes ? 'slack_channel' then null else settings.slack_trouble end,
        slack_trouble_at = case when p_changes ? 'slack_channel' then null else settings.slack_trouble_at end,
        look_at = case when case when p_changes ? 'slack_channel' then p_changes ->> 'slack_channel'
                                 else settings.slack_channel end is not null then now() end
    where settings.team_space_id = p_team_space_id
    returning * into v_after;
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'celebrations.settings', 'team_space', p_team_space_id::text,
                             p_request_id, gracy.changed_fields(to_jsonb(v_before) - v_bookkeeping, to_jsonb(v_after) - v_bookkeeping));
    return 'ok';
end
$$;
