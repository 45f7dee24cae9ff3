-- The workspace that a team space's channels are in: the one that was connected first; null when none is
-- connected.
create or replace function gracy.slack_workspace(p_team_space_id bigint) returns text
    language plpgsql stable as $$
begin
    return (select installation.team_id
            from gracy.slack_installation installation
            where installation.team_space_id = p_team_space_id and installation.status = 'active'
                  and installation.team_id is not null
            order by installation.id
            limit 1);
end
$$;
