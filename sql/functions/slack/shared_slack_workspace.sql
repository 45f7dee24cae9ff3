-- The connected workspace in which all of these members can be reached, and their ids there with commas between; no row
-- when there is none, or when they are more than a group conversation takes (eight; docs.slack.dev, conversations.open). The
-- workspaces of an organization are one: its people speak with one another wherever they are.
create or replace function gracy.shared_slack_workspace(p_team_space_id bigint, p_members bigint[])
returns table (team_id text, users text)
language plpgsql stable as $$
begin
    return query
    select min(person.team_id), string_agg(person.user_id, ',' order by person.member_id)
    from (select distinct on (place, known.member_id)
                 coalesce(installation.organization_id, installation.id) as place, known.team_id, known.member_id, known.user_id
          from unnest(p_members) as asked(id)
          join gracy.slack_user known
               on known.team_space_id = p_team_space_id and known.member_id = asked.id and not known.deleted
                  and not known.is_bot
          join gracy.slack_installation installation
               on installation.team_space_id = p_team_space_id and installation.status = 'active'
                  and installation.team_id = known.team_id
          order by place, known.member_id, known.team_id, known.user_id) as person
    group by person.place
    having count(*) = cardinality(p_members) and count(*) <= 8
    order by min(person.team_id)
    limit 1;
end
$$;
