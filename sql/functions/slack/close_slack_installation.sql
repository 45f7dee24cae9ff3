-- An installation is over: a workspace's, or an organization's with all of its workspaces. Its token is forgotten and what
-- waited there is not sent; nothing else is deleted. A workspace that was connected by itself, and whose organization is
-- as well, may go on by that one: Slack is asked.
create or replace function gracy.close_slack_installation(p_team_space_id bigint, p_id bigint) returns void
    language plpgsql as $$
declare
    v_closed record;
    v_team_ids text[];
    v_ended bigint[];
begin
    update gracy.slack_installation installation
    set status = 'revoked', revoked_at = now(), token_sealed = null, key_id = null,
        refresh_sealed = null, token_expires_at = null, refresh_due_at = null, refresh_begun_at = null, refresh_error = null
    where installation.team_space_id = p_team_space_id and installation.id = p_id
    returning installation.team_id, installation.enterprise_id, installation.organization_id into v_closed;
    with workspaces as (
        update gracy.slack_installation workspace
        set status = 'revoked', revoked_at = coalesce(workspace.revoked_at, now()), organization_id = null
        where workspace.team_space_id = p_team_space_id and workspace.organization_id = p_id
        returning workspace.team_id
    )
    select array_agg(workspaces.team_id) into v_team_ids from workspaces;
    v_team_ids := array_remove(v_team_ids || v_closed.team_id, null);

    with never_sent as (
        update gracy.slack_message message
        set state = 'failed', error = 'app_uninstalled', ended_at = now(),
            arguments = case message.method when 'views.publish' then '{}' else message.arguments end
        where message.team_space_id = p_team_space_id and message.state in ('waiting', 'sending')
              and message.team_id = any (v_team_ids)
        returning message.id
    )
    select coalesce(array_agg(never_sent.id), '{}') into v_ended from never_sent;
    update gracy.slack_stream stream
    set state = 'ended', ended_at = now()
    where stream.team_space_id = p_team_space_id and stream.state <> 'ended' and stream.team_id = any (v_team_ids);
    update gracy.announcement_delivery delivery
    set state = 'failed', error_code = 'app_uninstalled'
    where delivery.team_space_id = p_team_space_id and delivery.slack_message_id = any (v_ended)
          and delivery.state in ('waiting', 'sending');
    update gracy.announcement_channel posted
    set state = 'failed', error_code = 'app_uninstalled'
    where posted.team_space_id = p_team_space_id and posted.slack_message_id = any (v_ended) and posted.state = 'waiting';
    -- Who was nobody's member is not known for anything any more.
    update gracy.slack_user person
    set email = null, name = null
    where person.team_space_id = p_team_space_id and person.team_id = any (v_team_ids)
          and person.member_id is null and (person.email is not null or person.name is not null);
    perform gracy.go_on_after_slack_messages(p_team_space_id, v_ended);
    if v_closed.team_id is not null and v_closed.organization_id is null
       and exists (select from gracy.slack_installation organization
                   where organization.team_space_id = p_team_space_id and organization.status = 'active'
                         and organization.enterprise_id = v_closed.enterprise_id and organization.team_id is null) then
        perform gracy.begin_slack_sync(p_team_space_id, v_closed.enterprise_id);
    end if;
    perform gracy.note_audit(p_team_space_id, null, 'slack.disconnect', 'slack_installation', p_id::text, null,
                             jsonb_build_object('team_id', v_closed.team_id)
                             || case when v_closed.team_id is null then jsonb_build_object('enterprise_id', v_closed.enterprise_id)
                                     else '{}' end);
end
$$;
