-- The installation whose token is to be refreshed next; this worker has it for p_lease_seconds. begun_at is the attempt's
-- own mark, without which nothing is written; team_id: of the workspace or the organization; again: an earlier attempt has
-- no end, so its answer may be lost.
create or replace function gracy.take_refresh(
    p_lease_seconds int,
    out team_space_id bigint,
    out id bigint,
    out team_id text,
    out refresh_sealed bytea,
    out key_id text,
    out token_expires_at timestamptz,
    out begun_at timestamptz,
    out again bool)
language plpgsql as $$
declare
    v_team_space_id bigint;
begin
    select installation.team_space_id, installation.id, coalesce(installation.team_id, installation.enterprise_id),
           installation.refresh_sealed, installation.key_id, installation.token_expires_at, installation.refresh_begun_at is not null
    into v_team_space_id, take_refresh.id, take_refresh.team_id, take_refresh.refresh_sealed, take_refresh.key_id,
         take_refresh.token_expires_at, again
    from gracy.slack_installation installation
    where installation.refresh_due_at <= now()
    order by installation.refresh_due_at
    limit 1
    for update skip locked;
    if not found then
        return;
    end if;
    team_space_id := v_team_space_id;
    begun_at := clock_timestamp();
    update gracy.slack_installation installation
    set refresh_begun_at = begun_at, refresh_due_at = now() + p_lease_seconds * interval '1 second'
    where installation.team_space_id = v_team_space_id and installation.id = take_refresh.id;
end
$$;
