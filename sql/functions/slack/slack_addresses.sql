-- Where members are reached in Slack: in a workspace that is connected, each in one. Who is in none has no row.
create or replace function gracy.slack_addresses(p_team_space_id bigint, p_members bigint[])
returns table (member_id bigint, team_id text, user_id text)
language plpgsql stable as $$
begin
    return query
    select asked.id, address.team_id, address.user_id
    from (select distinct unnest(p_members) as id) as asked
    -- One after the other: otherwise everybody whom Slack knows may be read for a few.
    cross join lateral (
        select person.team_id, person.user_id
        from gracy.slack_user person
        join gracy.slack_installation installation
             on installation.team_space_id = p_team_space_id and installation.status = 'active'
                and installation.team_id = person.team_id
        where person.team_space_id = p_team_space_id and person.member_id = asked.id and not person.deleted
              and not person.is_bot
        order by person.team_id, person.user_id
        limit 1) as address;
end
$$;
