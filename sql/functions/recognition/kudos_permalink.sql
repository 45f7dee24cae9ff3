-- Where the message is whose reaction gave a kudos; null for any other, and while nobody knows the workspace's address. It
-- may be in a private channel: only who gave the kudos, or received it, is shown it.
create or replace function gracy.kudos_permalink(p_team_space_id bigint, p_kudos_id bigint) returns text
    language plpgsql stable as $$
begin
    return (
        select workspace.url || 'archives/' || given.channel || '/p' || replace(given.message_ts, '.', '')
        from gracy.slack_reaction_kudos given
        join gracy.slack_installation workspace
             on workspace.team_space_id = p_team_space_id and workspace.team_id = given.team_id and workspace.status = 'active'
        where given.team_space_id = p_team_space_id and given.kudos_id = p_kudos_id
        limit 1);
end
$$;
