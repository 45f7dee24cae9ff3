-- A member's own new password; every session ends but the one with p_credential. Outcomes: ok, changed_meanwhile.
create or replace function gracy.change_password(
    p_team_space_id bigint,
    p_member_id bigint,
    p_old_hash text,
    p_new_hash text,
    p_credential bytea,
    p_request_id text,
    out outcome text)
language plpgsql as $$
declare
    v_sessions int;
begin
    -- As whoever sets one by a link takes them.
    perform from gracy.member
    where member.team_space_id = p_team_space_id and member.id = p_member_id
    for no key update;
    update gracy.member_password password
    set password_hash = p_new_hash, changed_at = now()
    where password.team_space_id = p_team_space_id and password.member_id = p_member_id
          and password.password_hash = p_old_hash;
    if not found then
        outcome := 'changed_meanwhile';
        return;
    end if;
    outcome := 'ok';
    v_sessions := gracy.end_sign_ins(p_team_space_id, p_member_id, p_credential);
    perform gracy.note_audit(p_team_space_id, p_member_id, 'password.change', 'member', p_member_id::text, p_request_id,
                             jsonb_build_object('sessions', v_sessions));
    perform gracy.tell_of_new_password(p_team_space_id, p_member_id, 0);
end
$$;
