-- Begins a team space with its first owner, who can log in. Outcomes: ok, slug_taken, bad_slug, unknown_tz, bad_email.
create or replace function gracy.create_team_space(
    p_slug text,
    p_name text,
    p_tz text,
    p_locale text,
    p_owner_name text,
    p_owner_email text,
    p_password_hash text,
    out outcome text,
    out id bigint)
language plpgsql as $$
declare
    v_team_space_id bigint;
    v_member_id bigint;
begin
    outcome := case when p_slug !~ '^[a-z0-9][a-z0-9-]{0,62}$' then 'bad_slug'
                    when not gracy.is_time_zone(p_tz) then 'unknown_tz'
                    when p_owner_email not like '_%@_%' then 'bad_email'
                    else 'ok' end;
    if outcome <> 'ok' then
        return;
    end if;
    insert into gracy.team_space as made (slug, name, tz, locale)
    values (p_slug, normalize(p_name), p_tz, p_locale)
    on conflict (slug) do nothing
    returning made.id into v_team_space_id;
    if not found then
        outcome := 'slug_taken';
        return;
    end if;
    insert into gracy.member as made (team_space_id, name, email, status)
    values (v_team_space_id, normalize(p_owner_name), normalize(p_owner_email), 'active')
    returning made.id into v_member_id;
    insert into gracy.role_grant (team_space_id, member_id, role) values (v_team_space_id, v_member_id, 'owner');
    insert into gracy.member_password (team_space_id, member_id, password_hash)
    values (v_team_space_id, v_member_id, p_password_hash);
    perform gracy.note_audit(v_team_space_id, null, 'team_space.create', 'team_space', v_team_space_id::text, null,
                             jsonb_build_object('owner', v_member_id::text));
    id := v_team_space_id;
end
$$;
