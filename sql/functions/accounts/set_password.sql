-- The operator sets a member's password, where nobody else can: the only owner is locked out, or mail goes to nobody. What ends
-- with the old one is what replace_password says. Outcomes: ok, unknown_team_space, unknown_member, left.
create or replace function gracy.set_password(p_slug text, p_email text, p_password_hash text, out outcome text)
language plpgsql as $$
declare
    v_team_space_id bigint;
    v_member_id bigint;
    v_status text;
begin
    select team_space.id into v_team_space_id from gracy.team_space where team_space.slug = p_slug;
    if not found then
        outcome := 'unknown_team_space';
        return;
    end if;
    select member.id, member.status into v_member_id, v_status
    from gracy.member
    where member.team_space_id = v_team_space_id and member.email_key = gracy.fold_text(p_email)
    for no key update;
    outcome := case when not found then 'unknown_member' when v_status = 'left' then 'left' else 'ok' end;
    if outcome = 'ok' then
        perform gracy.replace_password(v_team_space_id, null, v_member_id, p_password_hash, 'password.set', null, false);
    end if;
end
$$;
