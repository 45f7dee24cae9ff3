-- The workspace that a team space's channels are in: the one that was connected first, of an enterprise one that somebody
-- is in; null when none is connected.
create or replace function gracy.slack_workspace(p_team_space_id bigint) returns text
    language plpgsql stable as $$
begin
    return (select coalesce(installation.team_id, (select min(person.team_id) from gracy.slack_user person
                                                   where person.team_space_id = p_team_space_id))
            from gracy.slack_installation installation
            where installation.team_space_id = p_team_space_id and installation.status = 'active'
            order by installation.team_id is null, installation.id
            limit 1);
end
$$;
