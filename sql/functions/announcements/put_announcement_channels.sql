-- The channels, a JSON array of {team_id, channel}, in which an announcement that has not begun is posted as well, of all
-- workspaces; null: as they are.
create or replace function gracy.put_announcement_channels(p_team_space_id bigint, p_id bigint, p_channels jsonb) returns void
    language plpgsql as $$
begin
    if p_channels is null then
        return;
    end if;
    delete from gracy.announcement_channel posted
    where posted.team_space_id = p_team_space_id and posted.announcement_id = p_id;
    insert into gracy.announcement_channel (team_space_id, announcement_id, team_id, channel)
    select p_team_space_id, p_id, chosen ->> 'team_id', chosen ->> 'channel'
    from jsonb_array_elements(p_channels) as chosen;
end
$$;
