-- Takes somebody out of a team. Outcomes: ok, not_found.
create or replace function gracy.remove_team_member(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_team_id bigint,
    p_member_id bigint,
    p_request_id text,
    out outcome text)
language plpgsql as $$
begin
    delete from gracy.team_member gone
    where gone.team_space_id = p_team_space_id and gone.team_id = p_team_id and gone.member_id = p_member_id;
    if not found then
        outcome := 'not_found';
        return;
    end if;
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'team.remove_member', 'team', p_team_id::text, p_request_id,
                             jsonb_build_object('member_id', p_member_id::text));
    outcome := 'ok';
end
$$;
