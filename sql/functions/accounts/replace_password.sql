-- A member's password becomes another one, whoever says so (p_actor_id; null: the operator): all sessions end, and so do API
-- tokens but when they are to be kept: whoever knew the old password may have made one. Who was invited works here from now on.
create or replace function gracy.replace_password(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_member_id bigint,
    p_password_hash text,
    p_action text,
    p_request_id text,
    p_keep_tokens bool) returns void
    language plpgsql as $$
declare
    v_sessions int;
    v_tokens int := 0;
begin
    insert into gracy.member_password as password (team_space_id, member_id, password_hash)
    values (p_team_space_id, p_member_id, p_password_hash)
    on conflict (team_space_id, member_id) do update
    set password_hash = excluded.password_hash, changed_at = now();
    v_sessions := gracy.end_sign_ins(p_team_space_id, p_member_id, null);
    if not p_keep_tokens then
        update gracy.api_token held
        set revoked_at = now()
        where held.team_space_id = p_team_space_id and held.member_id = p_member_id and held.revoked_at is null
              and (held.expires_at is null or held.expires_at > now());
        get diagnostics v_tokens = row_count;
    end if;
    perform gracy.activate_member(p_team_space_id, p_actor_id, p_member_id, p_request_id);
    perform gracy.note_audit(p_team_space_id, p_actor_id, p_action, 'member', p_member_id::text, p_request_id,
                             jsonb_build_object('sessions', v_sessions, 'tokens', v_tokens));
    perform gracy.tell_of_new_password(p_team_space_id, p_member_id, v_tokens);
end
$$;
