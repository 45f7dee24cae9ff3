-- A link by which whoever may install apps in a Slack workspace connects it to the team space: for a day, and for one
-- workspace, or for one organization with all of its workspaces. Outcomes: ok, too_many_links (20 that still lead somewhere).
create or replace function gracy.create_install_link(
    p_team_space_id bigint,
    p_member_id bigint,
    p_token_hash bytea,
    p_request_id text,
    out outcome text,
    out expires_at timestamptz)
language plpgsql as $$
declare
    v_id bigint;
begin
    if (select count(*) from gracy.slack_install_link link
        where link.team_space_id = p_team_space_id and link.used_at is null and link.expires_at > now()) >= 20 then
        outcome := 'too_many_links';
        return;
    end if;
    outcome := 'ok';
    expires_at := now() + interval '1 day';
    insert into gracy.slack_install_link (team_space_id, token_hash, created_by, expires_at)
    values (p_team_space_id, p_token_hash, p_member_id, create_install_link.expires_at)
    returning id into v_id;
    perform gracy.note_audit(p_team_space_id, p_member_id, 'slack.install_link', 'slack_install_link', v_id::text, p_request_id);
end
$$;
