-- Has a link mailed to whoever has forgotten the password, if the address is a member's: at most three a day, by the rules of
-- links that administrators ask for. A stranger who knows the address ends no link that waits to be used: within its first hour
-- no other is made. Outcomes: ok, unknown_member (nobody of an active team space, or who has left), too_many,
-- asked_already, address_changed (see password_link_refusal).
create or replace function gracy.answer_forgotten_password(
    p_slug text,
    p_email text,
    p_request_id text,
    out outcome text)
language plpgsql as $$
declare
    v_team_space_id bigint;
    v_member gracy.member;
begin
    select team_space.id into v_team_space_id
    from gracy.team_space
    where team_space.slug = p_slug and team_space.status = 'active';
    select member.* into v_member
    from gracy.member
    where member.team_space_id = v_team_space_id and member.email_key = gracy.fold_text(p_email) and member.status <> 'left'
    for no key update;
    outcome := case
        when not found then 'unknown_member'
        when (select count(*) >= 3
              from gracy.audit_log line
              where line.team_space_id = v_team_space_id and line.target_kind = 'member' and line.target_id = v_member.id::text
                    and line.action = 'password.forgot' and line.at > now() - interval '1 day') then 'too_many'
        when exists (select from gracy.password_link link
                     where link.team_space_id = v_team_space_id and link.member_id = v_member.id
                           and link.email_key = v_member.email_key and link.asked_at > now() - interval '1 hour') then 'asked_already'
        else coalesce(gracy.password_link_refusal(v_team_space_id, v_member.id, v_member.email_key, null), 'ok') end;
    if outcome <> 'ok' then
        return;
    end if;
    perform gracy.queue_password_link(v_team_space_id, v_member.id, v_member.email_key, v_member.id);
    perform gracy.note_audit(v_team_space_id, v_member.id, 'password.forgot', 'member', v_member.id::text, p_request_id);
end
$$;
