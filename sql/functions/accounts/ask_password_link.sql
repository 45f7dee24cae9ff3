-- An administrator asks that a link be mailed by which a member sets a password: the first one, or one for a password that is
-- forgotten. The member is told, and nobody else gets the link. Outcomes: ok, unknown_member, inactive_member, owners_only,
-- no_mail (no worker has said lately that it sends such mail), asked_already (less than five minutes ago), address_changed:
-- whoever may change an address could read the mail, so of somebody who can sign in a changed one is trusted after a week.
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
    v_link_id bigint;
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
        when not exists (select from gracy.delivery_lane lane
                         where lane.channel = 'password_link' and lane.reported_at > now() - interval '5 minutes') then 'no_mail'
        when exists (select from gracy.password_link link
                     where link.team_space_id = p_team_space_id and link.member_id = p_member_id
                           and link.email_key = v_member.email_key and link.asked_at > now() - interval '5 minutes') then 'asked_already'
        when gracy.has_signed_in(p_team_space_id, p_member_id)
             and exists (select from gracy.audit_log line
                         where line.team_space_id = p_team_space_id and line.target_kind = 'member'
                               and line.target_id = p_member_id::text and line.action = 'member.update'
                               and line.at > now() - interval '7 days' and line.diff ? 'email') then 'address_changed'
        else 'ok' end;
    if outcome <> 'ok' then
        return;
    end if;
    email := v_member.email;
    insert into gracy.password_link as link (team_space_id, member_id, email_key, asked_by)
    values (p_team_space_id, p_member_id, v_member.email_key, p_actor_id)
    on conflict (team_space_id, member_id) do update
    set id = excluded.id, email_key = excluded.email_key, asked_by = excluded.asked_by, asked_at = excluded.asked_at,
        token_hash = null, expires_at = null
    returning link.id into v_link_id;
    insert into gracy.job (kind, payload, available_at, lane, dedupe_key, max_attempts)
    values ('accounts.password_link', jsonb_build_object('team_space_id', p_team_space_id, 'member_id', p_member_id, 'link_id', v_link_id),
            now(), 'bulk', concat_ws('/', p_team_space_id, v_link_id), 12);
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'password.link', 'member', p_member_id::text, p_request_id,
                             jsonb_build_object('email', email));
    select member.name into v_asker
    from gracy.member
    where member.team_space_id = p_team_space_id and member.id = p_actor_id;
    perform gracy.notify_member(
        p_team_space_id, p_member_id, 'password.link',
        format('%s has asked for a link by which you set a password. It goes to %s, and to nobody else.', v_asker, email),
        format('%s님이 비밀번호 설정 링크를 요청했어요. 링크는 %s(으)로만 보내 드려요.', v_asker, email));
end
$$;
