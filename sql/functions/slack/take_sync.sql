-- What is to be read next in Slack, a page of it; this worker has it for p_lease_seconds. Of a workspace its people; of an
-- organization (is_organization; team_id is the organization's id then) its workspaces. What has no token is not read.
create or replace function gracy.take_sync(
    p_lease_seconds int,
    out team_space_id bigint,
    out team_id text,
    out is_organization bool,
    out enterprise_id text,
    out next_cursor text,
    out began_at timestamptz,
    out installation_id bigint,
    out token_sealed bytea,
    out key_id text)
language plpgsql as $$
declare
    v_team_space_id bigint;
begin
    select sync.team_space_id, sync.team_id, sync.next_cursor, sync.began_at
    into v_team_space_id, take_sync.team_id, take_sync.next_cursor, take_sync.began_at
    from gracy.slack_sync sync
    where sync.state = 'open' and sync.due_at <= now()
    order by sync.due_at
    limit 1
    for update skip locked;
    if not found then
        return;
    end if;
    select asked.team_id is null, asked.enterprise_id, holder.id, holder.token_sealed, holder.key_id
    into is_organization, take_sync.enterprise_id, installation_id, take_sync.token_sealed, take_sync.key_id
    from gracy.slack_installation asked
    join gracy.slack_installation holder
         on holder.team_space_id = v_team_space_id and holder.id = coalesce(asked.organization_id, asked.id)
            and holder.status = 'active' and holder.token_sealed is not null
    where asked.team_space_id = v_team_space_id and asked.status = 'active'
          and (asked.team_id = take_sync.team_id
               or asked.team_id is null and asked.enterprise_id = take_sync.team_id);
    if not found then
        update gracy.slack_sync sync
        set state = 'failed', error = 'app_uninstalled', ended_at = now()
        where sync.team_space_id = v_team_space_id and sync.team_id = take_sync.team_id;
        return;
    end if;
    update gracy.slack_sync sync
    set due_at = now() + p_lease_seconds * interval '1 second'
    where sync.team_space_id = v_team_space_id and sync.team_id = take_sync.team_id;
    team_space_id := v_team_space_id;
end
$$;
