-- Gracy was taken out of a workspace, or its token was revoked; either may come first, and both may come again. One that
-- was connected since is not meant. Its token is forgotten and what waited is not sent; nothing else is deleted.
create or replace function gracy.end_installation(p_team_id text, p_enterprise_id text, p_at timestamptz) returns bool
    language plpgsql as $$
declare
    v_team_space_id bigint;
    v_id bigint;
    v_ended bigint[];
    -- Slack tells whole seconds.
    v_until timestamptz := p_at + interval '1 second';
begin
    select installation.team_space_id, installation.id into v_team_space_id, v_id
    from gracy.slack_installation installation
    where installation.installed_at < v_until and installation.team_id = p_team_id and installation.status = 'active';
    if not found and p_team_id is null then
        select installation.team_space_id, installation.id into v_team_space_id, v_id
        from gracy.slack_installation installation
        where installation.installed_at < v_until and installation.enterprise_id = p_enterprise_id
              and installation.team_id is null and installation.status = 'active';
    end if;
    if v_id is null then
        return false;
    end if;
    update gracy.slack_installation installation
    set status = 'revoked', revoked_at = now(), token_sealed = null, key_id = null,
        refresh_sealed = null, token_expires_at = null, refresh_due_at = null, refresh_begun_at = null, refresh_error = null
    where installation.team_space_id = v_team_space_id and installation.id = v_id;
    with never_sent as (
        update gracy.slack_message message
        set state = 'failed', error = 'app_uninstalled', ended_at = now(),
            arguments = case message.method when 'views.publish' then '{}' else message.arguments end
        where message.team_space_id = v_team_space_id and message.state in ('waiting', 'sending')
              and (message.team_id = p_team_id or p_team_id is null)
        returning message.id
    )
    select coalesce(array_agg(never_sent.id), '{}') into v_ended from never_sent;
    update gracy.slack_stream stream
    set state = 'ended', ended_at = now()
    where stream.team_space_id = v_team_space_id and stream.state <> 'ended' and (stream.team_id = p_team_id or p_team_id is null);
    update gracy.announcement_delivery delivery
    set state = 'failed', error_code = 'app_uninstalled'
    where delivery.team_space_id = v_team_space_id and delivery.slack_message_id = any (v_ended)
          and delivery.state in ('waiting', 'sending');
    -- Who was nobody's member is not known for anything any more.
    update gracy.slack_user person
    set email = null, name = null
    where person.team_space_id = v_team_space_id and (person.team_id = p_team_id or p_team_id is null)
          and person.member_id is null and (person.email is not null or person.name is not null);
    perform gracy.go_on_after_slack_messages(v_team_space_id, v_ended);
    perform gracy.note_audit(v_team_space_id, null, 'slack.disconnect', 'slack_installation', v_id::text, null,
                             jsonb_build_object('team_id', p_team_id));
    return true;
end
$$;
