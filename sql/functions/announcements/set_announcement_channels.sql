-- The channels of a workspace in which an announcement that has not begun is posted as well; null: as they are. Those of
-- others, which a form there does not show, stay.
create or replace function gracy.set_announcement_channels(p_team_space_id bigint, p_id bigint, p_team_id text, p_channels text[])
returns void
    language plpgsql as $$
begin
    delete from gracy.announcement_channel posted
    where posted.team_space_id = p_team_space_id and posted.announcement_id = p_id and posted.team_id = p_team_id
          and posted.channel <> all (p_channels);
    insert into gracy.announcement_channel (team_space_id, announcement_id, team_id, channel)
    select p_team_space_id, p_id, p_team_id, chosen
    from unnest(p_channels) as chosen
    on conflict do nothing;
end
$$;
