-- Whoever has the link sets the password, once (replace_password says what ends with the old one). Outcomes: ok, unknown_link
-- (used, over, or never made).
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
    perform gracy.replace_password(v_team_space_id, v_member_id, v_member_id, p_password_hash, 'password.reset', p_request_id,
                                   p_keep_tokens);
end
$$;
