-- Revokes a member's own token, and all that was made with it, by whatever it made too. Outcomes: ok (also when it was revoked
-- before), unknown_token.
create or replace function gracy.revoke_api_token(
    p_team_space_id bigint,
    p_member_id bigint,
    p_id bigint,
    p_request_id text,
    out outcome text)
language plpgsql as $$
declare
    v_ids bigint[];
begin
    select array_agg(held.id) into v_ids
    from gracy.api_token held
    where held.team_space_id = p_team_space_id and held.id = p_id and held.member_id = p_member_id;
    if v_ids is null then
        outcome := 'unknown_token';
        return;
    end if;
    outcome := 'ok';
    while v_ids is not null loop
        -- Waits for what they are making at this moment, so that it is there for the next turn.
        with revoked as (
            update gracy.api_token held
            set revoked_at = now()
            where held.team_space_id = p_team_space_id and held.id = any (v_ids) and held.member_id = p_member_id
                  and held.revoked_at is null
            returning held.id, held.name
        )
        insert into gracy.audit_log (team_space_id, actor_id, action, target_kind, target_id, request_id, diff)
        select p_team_space_id, p_member_id, 'token.revoke', 'token', revoked.id::text, p_request_id,
               jsonb_build_object('name', revoked.name)
        from revoked
        order by revoked.id;
        select array_agg(made.id) into v_ids
        from gracy.api_token made
        where made.team_space_id = p_team_space_id and made.made_by_token_id = any (v_ids) and made.member_id = p_member_id;
    end loop;
end
$$;
