-- The workspace of which the next page of people is to be read; this worker has it for p_lease_seconds. One without a
-- token is not read.
create or replace function gracy.take_sync(
    p_lease_seconds int,
    out team_space_id bigint,
    out team_id text,
    out next_cursor text,
    out installation_id bigint,
    out token_sealed bytea,
    out key_id text)
language plpgsql as $$
declare
    v_team_space_id bigint;
begin
    select sync.team_space_id, sync.team_id, sync.next_cursor into v_team_space_id, take_sync.team_id, take_sync.next_cursor
    from gracy.slack_sync sync
    where sync.state = 'open' and sync.due_at <= now()
    order by sync.due_at
    limit 1
    for update skip locked;
    if not found then
        return;
    end if;
    select installation.id, installation.token_sealed, installation.key_id
    into installation_id, take_sync.token_sealed, take_sync.key_id
    from gracy.slack_installation installation
    where installation.team_space_id = v_team_space_id and installation.team_id = take_sync.team_id
          and installation.status = 'active' and installation.token_sealed is not null;
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
