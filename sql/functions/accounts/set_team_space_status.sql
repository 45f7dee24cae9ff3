-- The operator suspends a team space, so that nobody gets in by any way, or lets it go on. Running processes hear of it as of any
-- other change to who may do what (access_change). Outcomes: ok, same (it is so already), unknown_team_space.
create or replace function gracy.set_team_space_status(p_slug text, p_status text, out outcome text)
language plpgsql as $$
declare
    v_team_space_id bigint;
    v_status text;
begin
    select team_space.id, team_space.status into v_team_space_id, v_status
    from gracy.team_space
    where team_space.slug = p_slug
    for no key update;
    outcome := case when not found then 'unknown_team_space' when v_status = p_status then 'same' else 'ok' end;
    if outcome <> 'ok' then
        return;
    end if;
    update gracy.team_space set status = p_status, updated_at = now() where team_space.id = v_team_space_id;
    perform gracy.note_audit(v_team_space_id, null,
                             case p_status when 'suspended' then 'team_space.suspend' else 'team_space.resume' end,
                             'team_space', v_team_space_id::text, null,
                             jsonb_build_object('status', jsonb_build_array(v_status, p_status)));
end
$$;
