-- Gives the link that was asked for its token's hash and an end, and says to whom it goes; no row when it is not wanted any
-- more: another was asked for, the password is set, or the address or the employment is another.
create or replace function gracy.make_password_link(
    p_team_space_id bigint,
    p_member_id bigint,
    p_id bigint,
    p_token_hash bytea,
    p_valid_seconds int)
returns table (email text, name text, locale text, team_space_name text, asker_name text)
language plpgsql as $$
begin
    return query
    with made as (
        update gracy.password_link link
        set token_hash = p_token_hash, expires_at = now() + p_valid_seconds * interval '1 second'
        from gracy.member
        where link.team_space_id = p_team_space_id and link.member_id = p_member_id and link.id = p_id
              and member.team_space_id = p_team_space_id and member.id = p_member_id
              and member.status <> 'left' and member.email_key = link.email_key
        returning member.email, member.name, member.locale, link.asked_by
    )
    select made.email, made.name, coalesce(made.locale, team_space.locale), team_space.name, asker.name
    from made
    join gracy.team_space on team_space.id = p_team_space_id and team_space.status = 'active'
    join gracy.member asker on asker.team_space_id = p_team_space_id and asker.id = made.asked_by;
end
$$;
