-- The channels of an announcement that are in another workspace than the one in which its form was filled in: they go with it,
-- though the form has no choice for them.
create or replace function gracy.channels_elsewhere(p_team_id text, p_enterprise_id text, p_id bigint) returns text[]
    language plpgsql stable as $$
declare
    v_team_space_id constant bigint := (select home.team_space_id from gracy.slack_home(p_team_id, p_enterprise_id) as home);
begin
    return array(select posted.channel
                 from gracy.announcement_channel posted
                 where posted.team_space_id = v_team_space_id and posted.announcement_id = p_id and posted.team_id <> p_team_id
                 order by posted.channel);
end
$$;
