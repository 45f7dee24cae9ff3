-- A pair of tokens of an installation: of an install (p_begun_at null), or of the refresh that has that mark and not of one
-- that an install has overtaken. Two hours before the token expires it is due to be refreshed; whether it was kept.
create or replace function gracy.put_tokens(
    p_team_space_id bigint,
    p_id bigint,
    p_token_sealed bytea,
    p_key_id text,
    p_refresh_sealed bytea,
    p_life_seconds float8,
    p_begun_at timestamptz) returns bool
    language plpgsql as $$
declare
    v_team_id text;
    v_trouble text;
    v_expires_at timestamptz := now() + p_life_seconds * interval '1 second';
begin
    select installation.team_id, installation.trouble into v_team_id, v_trouble
    from gracy.slack_installation installation
    where installation.team_space_id = p_team_space_id and installation.id = p_id and installation.status = 'active'
          and (p_begun_at is null or installation.refresh_begun_at = p_begun_at)
    for update;
    if not found then
        return false;
    end if;
    update gracy.slack_installation installation
    set token_sealed = p_token_sealed, key_id = p_key_id, refresh_sealed = p_refresh_sealed, token_expires_at = v_expires_at,
        refresh_due_at = greatest(now() + p_life_seconds / 2 * interval '1 second', v_expires_at - interval '2 hours'),
        refresh_begun_at = null, refresh_error = null, trouble = null, trouble_at = null
    where installation.team_space_id = p_team_space_id and installation.id = p_id;
    -- A routine refresh leaves Slack's pauses as they are.
    if p_begun_at is null or v_trouble is not null then
        perform gracy.release_slack_messages(p_team_space_id, v_team_id, v_trouble);
    end if;
    return true;
end
$$;
