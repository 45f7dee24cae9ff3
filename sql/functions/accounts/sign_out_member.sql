-- Ends all sessions of a member and revokes all tokens: a lost laptop. Outcomes ok, unknown_member, owners_only (an
-- owner is signed out by owners only).
create or replace function gracy.sign_out_member(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_member_id bigint,
    p_request_id text,
    out outcome text,
    out sessions int,
    out tokens int)
language plpgsql as $$
begin
    perform from gracy.member where member.team_space_id = p_team_space_id and member.id = p_member_id;
    if not found then
        outcome := 'unknown_member';
        return;
    end if;
    if gracy.member_role(p_team_space_id, p_member_id) = 'owner'
       and gracy.member_role(p_team_space_id, p_actor_id) <> 'owner' then
        outcome := 'owners_only';
        return;
    end if;
    delete from gracy.slack_sign_in
    where slack_sign_in.team_space_id = p_team_space_id and slack_sign_in.member_id = p_member_id;
    delete from gracy.session
    where session.team_space_id = p_team_space_id and session.member_id = p_member_id;
    get diagnostics sessions = row_count;
    update gracy.api_token
    set revoked_at = now()
    where api_token.team_space_id = p_team_space_id and api_token.member_id = p_member_id
          and api_token.revoked_at is null;
    get diagnostics tokens = row_count;
    outcome := 'ok';
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'member.sign_out', 'member', p_member_id::text, p_request_id,
                             jsonb_build_object('sessions', sessions, 'tokens', tokens));
end
$$;
