-- Adds an API token to a member, who is told of it. What a token makes ends no later than itself, and at the same time when
-- nothing is said; and it is revoked with it. Outcomes: ok, inactive_member, too_many_tokens (50 that are good), outlives_maker,
-- revoked_maker (a token that is revoked, or a session that is over: a process may still remember it).
create or replace function gracy.create_api_token(
    p_team_space_id bigint,
    p_member_id bigint,
    p_name text,
    p_prefix text,
    p_hash bytea,
    p_scopes text[],
    p_expires_at timestamptz,
    -- The hash of the token or of the session that makes it; null: nobody's.
    p_maker_hash bytea,
    p_request_id text,
    out outcome text,
    out id bigint,
    out expires_at timestamptz)
language plpgsql as $$
declare
    v_maker gracy.api_token;
    v_status text;
begin
    -- Whoever lets them go waits, and sees the token; and of two who make one, the second counts that of the first. Before the
    -- maker, as they take them.
    select member.status into v_status
    from gracy.member
    where member.team_space_id = p_team_space_id and member.id = p_member_id
    for no key update;
    -- Whoever revokes it waits, and sees what it has made.
    select maker.* into v_maker
    from gracy.api_token maker
    where maker.team_space_id = p_team_space_id and maker.hash = p_maker_hash
    for share;
    if v_maker.revoked_at is not null then
        outcome := 'revoked_maker';
        return;
    end if;
    if v_maker.id is null and p_maker_hash is not null then
        -- Whoever ends it does so before the tokens: they wait, and see this one.
        perform from gracy.session held
        where held.id_hash = p_maker_hash and held.team_space_id = p_team_space_id and held.member_id = p_member_id
              and held.idle_expires_at > now()
        for key share;
        if not found then
            outcome := 'revoked_maker';
            return;
        end if;
    end if;
    if v_maker.expires_at < p_expires_at then
        outcome := 'outlives_maker';
        return;
    end if;
    if v_status is null or v_status not in ('active', 'on_leave') then
        outcome := 'inactive_member';
        return;
    end if;
    if (select count(*) >= 50
        from gracy.api_token held
        where held.team_space_id = p_team_space_id and held.member_id = p_member_id and held.revoked_at is null
              and (held.expires_at is null or held.expires_at > now())) then
        outcome := 'too_many_tokens';
        return;
    end if;
    outcome := 'ok';
    insert into gracy.api_token as made (team_space_id, member_id, name, prefix, hash, scopes, expires_at, made_by_token_id)
    values (p_team_space_id, p_member_id, p_name, p_prefix, p_hash, p_scopes, coalesce(p_expires_at, v_maker.expires_at), v_maker.id)
    returning made.id, made.expires_at into id, expires_at;
    perform gracy.note_audit(p_team_space_id, p_member_id, 'token.create', 'token', id::text, p_request_id,
                             jsonb_build_object('name', p_name, 'prefix', p_prefix, 'scopes', to_jsonb(p_scopes),
                                                'expires_at', expires_at)
                             || case when v_maker.id is null then '{}'
                                     else jsonb_build_object('made_by_token_id', v_maker.id::text) end);
    perform gracy.notify_member(
        p_team_space_id, p_member_id, 'token.created',
        format('An API token was made for you: “%s” (%s). If this was not you, revoke it and set a new password at once.',
               p_name, p_prefix),
        format('API 토큰을 새로 만들었어요: ‘%s’(%s). 직접 하신 일이 아니라면 바로 토큰을 폐기하고 비밀번호를 바꿔 주세요.',
               p_name, p_prefix));
end
$$;
