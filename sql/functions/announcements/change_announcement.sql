-- Changes what is in p_changes (a JSON Merge Patch) of an announcement that has not begun. Whatever was agreed to is
-- not what stands there now: it is a draft again, without its approval and its time. Outcomes: ok, not_found,
-- version_mismatch, state (subject: which), and what check_announcement and check_slack_channels say (of slack_channels).
create or replace function gracy.change_announcement(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_id bigint,
    p_version int,
    p_changes jsonb,
    p_request_id text,
    out outcome text,
    out subject text)
language plpgsql as $$
declare
    v_before gracy.announcement;
    v_after gracy.announcement;
    v_check record;
    v_channels constant jsonb := nullif(p_changes -> 'slack_channels', 'null');
    v_channels_before jsonb;
begin
    select announcement.* into v_before
    from gracy.announcement
    where announcement.team_space_id = p_team_space_id and announcement.id = p_id
    for update;
    if not found then
        outcome := 'not_found';
        return;
    end if;
    if p_version not in (0, v_before.version) then
        outcome := 'version_mismatch';
        return;
    end if;
    if v_before.state not in ('draft', 'submitted', 'approved', 'scheduled') then
        outcome := 'state';
        subject := v_before.state;
        return;
    end if;
    -- What was agreed to stands there still.
    if p_changes = '{}' then
        outcome := 'ok';
        return;
    end if;
    v_after := jsonb_populate_record(v_before, p_changes);
    v_check := gracy.check_announcement(p_team_space_id, v_after.title_ko, v_after.title_en, v_after.body_ko,
                                        v_after.body_en, v_after.audience, v_after.quiet_from, v_after.quiet_until);
    if v_check.outcome = 'ok' then
        v_check := gracy.check_slack_channels(p_team_space_id, v_channels);
    end if;
    if v_check.outcome <> 'ok' then
        outcome := v_check.outcome;
        subject := v_check.subject;
        return;
    end if;
    update gracy.announcement changed
    set title_ko = v_after.title_ko, title_en = v_after.title_en, body_ko = v_after.body_ko, body_en = v_after.body_en,
        audience = v_after.audience, channels = v_after.channels, require_ack = v_after.require_ack,
        quiet_from = v_after.quiet_from, quiet_until = v_after.quiet_until, edited_by = p_actor_id, state = 'draft',
        submitted_at = null, approved_by = null, approved_at = null, scheduled_at = null, wanted_at = null
    where changed.team_space_id = p_team_space_id and changed.id = p_id
    returning changed.* into v_after;
    v_channels_before := (select coalesce(jsonb_agg(jsonb_build_object('team_id', posted.team_id, 'channel', posted.channel)
                                                    order by posted.channel), '[]')
                          from gracy.announcement_channel posted
                          where posted.team_space_id = p_team_space_id and posted.announcement_id = p_id);
    perform gracy.put_announcement_channels(p_team_space_id, p_id, v_channels);
    -- That a body was changed is for the log; what it said is not.
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'announcement.update', 'announcement', p_id::text, p_request_id,
                             gracy.changed_fields(to_jsonb(v_before) - array['body_ko', 'body_en'],
                                                  to_jsonb(v_after) - array['body_ko', 'body_en'])
                             || case when v_channels is distinct from v_channels_before and v_channels is not null
                                     then jsonb_build_object('slack_channels', jsonb_build_array(v_channels_before, v_channels))
                                     else '{}' end
                             || case when (v_before.body_ko, v_before.body_en) is distinct from (v_after.body_ko, v_after.body_en)
                                     then '{"body": true}' else '{}' end::jsonb);
    outcome := 'ok';
end
$$;
