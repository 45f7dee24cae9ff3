-- Has the worker make and mail a member's link, which ends the one before.
create or replace function gracy.queue_password_link(
    p_team_space_id bigint,
    p_member_id bigint,
    p_email_key text,
    p_asked_by bigint) returns void
    language plpgsql as $$
declare
    v_link_id bigint;
begin
    insert into gracy.password_link as link (team_space_id, member_id, email_key, asked_by)
    values (p_team_space_id, p_member_id, p_email_key, p_asked_by)
    on conflict (team_space_id, member_id) do update
    set id = excluded.id, email_key = excluded.email_key, asked_by = excluded.asked_by, asked_at = excluded.asked_at,
        token_hash = null, expires_at = null
    returning link.id into v_link_id;
    insert into gracy.job (kind, payload, available_at, lane, dedupe_key, max_attempts)
    values ('accounts.password_link', jsonb_build_object('team_space_id', p_team_space_id, 'member_id', p_member_id, 'link_id', v_link_id),
            now(), 'bulk', concat_ws('/', p_team_space_id, v_link_id), 12);
end
$$;
