-- To which team space an install link connects a workspace, and who has asked for it. Outcomes: ok, unknown_link, expired_link,
-- used_link (as begin_install has them).
create or replace function gracy.read_install_link(
    p_token_hash bytea,
    out outcome text,
    out team_space_name text,
    out asked_by text)
language plpgsql stable as $$
declare
    v_link record;
    v_team_space_id bigint;
begin
    outcome := 'unknown_link';
    select link.team_space_id, link.created_by, link.expires_at, link.used_at into v_link
    from gracy.slack_install_link link
    where link.token_hash = p_token_hash;
    if not found then
        return;
    end if;
    v_team_space_id := v_link.team_space_id;
    if not gracy.may_install(v_team_space_id, v_link.created_by) then
        return;
    end if;
    select team_space.name, member.name into team_space_name, asked_by
    from gracy.team_space
    join gracy.member on member.team_space_id = v_team_space_id and member.id = v_link.created_by
    where team_space.id = v_team_space_id and team_space.status = 'active';
    if not found then
        return;
    end if;
    outcome := case when v_link.used_at is not null then 'used_link' when v_link.expires_at <= now() then 'expired_link' else 'ok' end;
end
$$;
