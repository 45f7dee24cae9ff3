-- The time zone that a member lives by: their own, else the one that Slack knows of them, else that of where they work, else
-- the team space's. Null for who is not there. In PL/pgSQL, whose plan is kept: a function in SQL is planned at each call.
create or replace function gracy.member_tz(p_team_space_id bigint, p_member_id bigint) returns text
    language plpgsql stable parallel safe as $$
begin
    return (select coalesce(member.tz,
                            (select person.tz
                             from gracy.slack_user person
                             where person.team_space_id = p_team_space_id and person.member_id = p_member_id
                                   and person.tz is not null and not person.deleted
                             order by person.team_id, person.user_id
                             limit 1),
                            location.tz, team_space.tz)
            from gracy.member
            join gracy.team_space on team_space.id = p_team_space_id
            left join gracy.location on location.team_space_id = p_team_space_id and location.id = member.location_id
            where member.team_space_id = p_team_space_id and member.id = p_member_id);
end
$$;
