-- Whoever has the link sets the password, once; all sessions end, and so do API tokens but when they are to be kept: whoever knew
-- the old password may have made one. Who was invited works here from now on. Outcomes: ok, unknown_link (used, over, or never
-- made).
create or replace function gracy.reset_password(
    p_token_hash bytea,
    p_password_hash text,
    p_request_id text,
    p_keep_tokens bool default false,
    out outcome text)
language plpgsql as $$
declare
    v_team_space_id bigint;
    v_member_id bigint;
    v_member gracy.member;
    v_sessions int;
    v_tokens int := 0;
begin
    outcome := 'unknown_link';
    select link.team_space_id, link.member_id into v_team_space_id, v_member_id
    from gracy.password_link link
    where link.token_hash = p_token_hash;
    if not found then
        return;
    end if;
    select member.* into v_member
    from gracy.member
    where member.team_space_id = v_team_space_id and member.id = v_member_id and member.status <> 'left'
    for no key update;
    delete from gracy.password_link link
    where link.team_space_id = v_team_space_id and link.member_id = v_member_id and link.token_hash = p_token_hash
          and link.expires_at > now() and link.email_key = v_member.email_key;
    if not found then
        return;
    end if;
    outcome := 'ok';
    insert into gracy.member_password as password (team_space_id, member_id, password_hash)
    values (v_team_space_id, v_member_id, p_password_hash)
    on conflict (team_space_id, member_id) do update
    set password_hash = excluded.password_hash, changed_at = now();
    v_sessions := gracy.end_sign_ins(v_team_space_id, v_member_id, null);
    if not p_keep_tokens then
        update gracy.api_token held
        set revoked_at = now()
        where held.team_space_id = v_team_space_id and held.member_id = v_member_id and held.revoked_at is null
              and (held.expires_at is null or held.expires_at > now());
        get diagnostics v_tokens = row_count;
    end if;
    perform gracy.activate_member(v_team_space_id, v_member_id, v_member_id, p_request_id);
    perform gracy.note_audit(v_team_space_id, v_member_id, 'password.reset', 'member', v_member_id::text, p_request_id,
                             jsonb_build_object('sessions', v_sessions, 'tokens', v_tokens));
    perform gracy.tell_of_new_password(v_team_space_id, v_member_id, v_tokens);
end
$$;
