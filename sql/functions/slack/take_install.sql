-- The next install that wants a worker, which has it for p_lease_seconds: a code to exchange (stage exchanging), or tokens
-- to check (checking). Before that, what was cut off in the middle of an exchange ends as `unclear`, since a code is never
-- used twice, and what nobody took in time as `code_expired`. No rows: nothing is due.
create or replace function gracy.take_install(p_lease_seconds int)
returns table (team_space_id bigint, id bigint, stage text, code text, redirect_uri text, installation_id bigint,
               token_sealed bytea, key_id text)
language plpgsql as $$
declare
    v_install record;
    v_team_space_id bigint;
begin
    update gracy.slack_install install
    set stage = 'failed', error = case install.stage when 'exchanging' then 'unclear' else 'code_expired' end, code = null,
        ended_at = now()
    where install.stage in ('handed_over', 'exchanging', 'checking') and install.due_at <= now()
          and (install.stage = 'exchanging' or install.stage = 'handed_over' and install.expires_at <= now());

    select install.team_space_id, install.id, install.stage, install.code, install.redirect_uri, install.installation_id
    into v_install
    from gracy.slack_install install
    where install.stage in ('handed_over', 'exchanging', 'checking') and install.due_at <= now()
          and install.stage <> 'exchanging'
    order by install.due_at
    limit 1
    for update skip locked;
    if not found then
        return;
    end if;
    v_team_space_id := v_install.team_space_id;
    update gracy.slack_install install
    set stage = case install.stage when 'handed_over' then 'exchanging' else install.stage end, code = null,
        due_at = now() + p_lease_seconds * interval '1 second'
    where install.team_space_id = v_team_space_id and install.id = v_install.id;
    return query
    select v_team_space_id, v_install.id, case v_install.stage when 'handed_over' then 'exchanging' else v_install.stage end,
           v_install.code, v_install.redirect_uri, v_install.installation_id, installation.token_sealed, installation.key_id
    from (select) as one
    left join gracy.slack_installation installation
           on installation.team_space_id = v_team_space_id and installation.id = v_install.installation_id;
end
$$;
