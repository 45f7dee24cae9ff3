-- Whether an announcement can be posted in these channels, a JSON array of {team_id, channel}: `ok`, or unknown_workspace with
-- the place, counted from 0, of the first whose workspace the team space is not connected to. Null: nothing is said of them.
create or replace function gracy.check_slack_channels(
    p_team_space_id bigint,
    p_channels jsonb,
    out outcome text,
    out subject text)
language plpgsql stable as $$
begin
    subject := (select min(chosen.place) - 1
                from jsonb_array_elements(p_channels) with ordinality as chosen(one, place)
                where not exists (select from gracy.slack_installation installation
                                  where installation.team_space_id = p_team_space_id
                                        and installation.team_id = chosen.one ->> 'team_id'
                                        and installation.status = 'active'));
    outcome := case when subject is null then 'ok' else 'unknown_workspace' end;
end
$$;
