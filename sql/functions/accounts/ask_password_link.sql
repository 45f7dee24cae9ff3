-- An administrator asks that a link be mailed by which a member sets a password: the first one, or one for a password that is
-- forgotten. The member is told, and nobody else gets the link. Outcomes: ok, unknown_member, inactive_member, owners_only,
-- no_mail (no worker has said lately that it sends such mail), asked_already, address_changed (see password_link_refusal).
create or replace function gracy.ask_password_link(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_member_id bigint,
    p_request_id text,
    out outcome text,
    out email text)
language plpgsql as $$
declare
    v_member gracy.member;
    v_asker text;
begin
    outcome := gracy.owner_refusal(p_team_space_id, p_actor_id, p_member_id, false);
    if outcome is not null then
        return;
    end if;
    select member.* into v_member
    from gracy.member
    where member.team_space_id = p_team_space_id and member.id = p_member_id
    for no key update;
    outcome := case
        when not found then 'unknown_member'
        when v_member.status = 'left' then 'inactive_member'
        when not gracy.mails_password_links() then 'no_mail'
        else coalesce(gracy.password_link_refusal(p_team_space_id, p_member_id, v_member.email_key, p_actor_id), 'ok') end;
    if outcome <> 'ok' then
        return;
    end if;
    email := v_member.email;
    perform gracy.queue_password_link(p_team_space_id, p_member_id, v_member.email_key, p_actor_id);
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'password.link', 'member', p_member_id::text, p_request_id);
    select member.name into v_asker
    from gracy.member
    where member.team_space_id = p_team_space_id and member.id = p_actor_id;
    perform gracy.notify_member(
        p_team_space_id, p_member_id, 'password.link',
        format('%s has asked for a link by which you set a password. It goes to %s, and to nobody else.', v_asker, email),
        format('%s님이 비밀번호 설정 링크를 요청했어요. 링크는 %s%s만 보내 드려요.', v_asker, email,
               gracy.korean_particle(email, '으로/로')));
end
$$;
