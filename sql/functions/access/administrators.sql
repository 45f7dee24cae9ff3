-- Who administers a team space, each once.
create or replace function gracy.administrators(p_team_space_id bigint) returns setof bigint
    language plpgsql stable as $$
begin
    return query
    select distinct held.member_id
    from gracy.role_grant held
    where held.team_space_id = p_team_space_id and held.role in ('owner', 'admin') and held.scope_kind = 'team_space';
end
$$;
